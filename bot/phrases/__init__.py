"""StackPick's own sentences, the same in Slack and in the terminal; plain text, no markup.

A module for each thing that is spoken of; all of them are reached as `phrases.…`.
"""

from bot.phrases.charts import *
from bot.phrases.comparisons import *
from bot.phrases.decisions import *
from bot.phrases.dialogs import *
from bot.phrases.flips import *
from bot.phrases.greeting import *
from bot.phrases.home import *
from bot.phrases.labels import *
from bot.phrases.notices import *
from bot.phrases.outcomes import *
from bot.phrases.records import *
from bot.phrases.results import *
from bot.phrases.subjects import *
from bot.phrases.suppositions import *
from bot.phrases.team import *
from bot.phrases.team_card import *
from bot.phrases.team_questions import *
from bot.phrases.wording import *
