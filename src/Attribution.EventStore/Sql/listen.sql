-- Called by LogListener, first on its connection: hears what notify.sql says.
listen attribution_events
