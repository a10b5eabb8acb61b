"""The kinds of places where people are counted: a place's name is one of these digits and a fair's, hall's or group's key."""

FAIR, HALL, GROUP = range(3)
