"""What a file must fulfil before it is shown, as pure functions of its bytes: no Django, no database.

They run in a process of their own with limits on memory and time (`python -m yunzhan.website.uploads.checks`), so that a file
which finds a fault in a decoder costs one job, and nothing else.
"""
