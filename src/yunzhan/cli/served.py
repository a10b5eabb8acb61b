"""The website as a worker of granian loads it: it ends with granian, however granian ends. What it serves is `website`'s."""

from yunzhan.cli.supervisor import end_with_parent

end_with_parent()  # before anything slow: a killed granian would leave its worker behind, holding the port

from yunzhan.website.config.wsgi import application  # noqa: E402

__all__ = ["application"]
