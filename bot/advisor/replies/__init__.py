"""What StackPick can say. Whoever delivers a reply decides how it looks.

A module for each thing that is replied to; `reply.py` has the union of all.
"""

from bot.advisor.replies.answers import *
from bot.advisor.replies.choices import *
from bot.advisor.replies.dialogs import *
from bot.advisor.replies.named import *
from bot.advisor.replies.notices import *
from bot.advisor.replies.reply import *
from bot.advisor.replies.results import *
from bot.advisor.replies.teams import *
