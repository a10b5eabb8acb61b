"""Halls, their floor-plan versions, booths and booth templates. Who stands on a booth is in exhibitors."""
