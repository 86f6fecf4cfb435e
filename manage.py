"""Django's command line, for developers; everybody else uses ./run."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line([os.environ.get("ACCANTO_DOOR", sys.argv[0]), *sys.argv[1:]])
