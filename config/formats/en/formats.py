"""How Django's own pages write dates: as ours do (`factcheck.templatetags.desk.when`)."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H:i e"
