-- Notifications: hints of other processes arrive on this connection from now on.
listen attribution_messages;
