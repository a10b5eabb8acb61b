"""What one connection may do, in numbers with their units. Client and gateway both hold to them."""

MESSAGE_BYTES = 4096
HANDSHAKE_BYTES = 8192
HELLO_SECONDS = 5
PING_SECONDS = 25
MISSED_PINGS = 2
TEXT_LETTERS = 500
NAME_LETTERS = 24
PAGE_MESSAGES = 50
# What one Join brings at most, in several Pages; who missed more joins again.
CATCH_UP_MESSAGES = 200
GROUPS_PER_CONNECTION = 8
WATCHED_GROUPS = 64
MENTIONS = 10
ATTACHMENT_LETTERS = 96
SHOW_PAGES = 60
TITLE_LETTERS = 80
HANDS = 50
# So near a booth one may begin to present there; who goes farther than twice as far has ended it.
SHOW_REACH_CM = 400
LINE_PEOPLE = 1000
HALL_PEOPLE = 6000
FASTEST_CM_PER_SECOND = 600
SLACK_CM = 200
# Token buckets: (a second, at once).
MOVES_PER_SECOND = (15, 30)
JUMPS_PER_SECOND = (1, 4)
SAYS_PER_SECOND = (1, 5)
TURNS_PER_SECOND = (2, 8)
GESTURES_PER_SECOND = (1, 3)
COMMANDS_PER_SECOND = (10, 40)
PAGES_PER_SECOND = (2, 12)
# After so many refusals for speed in a row the connection is closed.
TOO_FAST_REFUSALS = 50
BACKLOG_BYTES = 262_144
