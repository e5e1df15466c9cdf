"""Every question a page asks of the services, remembered per viewer and state of the store."""

from __future__ import annotations

from emonev.services.budget import budget as _budget
from emonev.services.choices import all_kabupaten as _all_kabupaten
from emonev.services.choices import choices as _choices
from emonev.services.figures import default_period as _default_period
from emonev.services.headline import headline as _headline
from emonev.services.map_view import map_view as _map_view
from emonev.services.map_view import shapes as _shapes
from emonev.services.method import method as _method
from emonev.services.preferences import preferences as _preferences
from emonev.services.printed_shares import printed_shares as _printed_shares
from emonev.services.source_choice import source_conflicts as _source_conflicts
from emonev.services.submissions import recent_months as _recent_months
from emonev.services.submissions import submissions as _submissions
from emonev.services.supporting import supported_kabupaten as _supported_kabupaten
from emonev.services.target_list import target_list as _target_list
from emonev.services.trend import trend as _trend
from emonev.ui.state import cached

all_kabupaten = cached(_all_kabupaten)
budget = cached(_budget)
choices = cached(_choices)
default_period = cached(_default_period)
headline = cached(_headline)
map_view = cached(_map_view)
shapes = cached(_shapes)
method = cached(_method)
preferences = cached(_preferences)
printed_shares = cached(_printed_shares)
recent_months = cached(_recent_months)
source_conflicts = cached(_source_conflicts)
submissions = cached(_submissions)
supported_kabupaten = cached(_supported_kabupaten)
target_list = cached(_target_list)
trend = cached(_trend)
