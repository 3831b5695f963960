CREATE INDEX ticket_sample_idx ON ticket (id) WHERE sample;
CREATE INDEX ticket_assignee_fk_idx ON ticket (assignee_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX ticket_suggested_idx ON ticket (suggested_ticket) WHERE suggested_ticket IS NOT NULL;
CREATE INDEX ticket_follow_up_idx ON ticket (follow_up_of) WHERE follow_up_of IS NOT NULL;
CREATE INDEX ticket_merged_idx ON ticket (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX inbound_message_suggested_idx ON inbound_message (suggested_ticket) WHERE suggested_ticket IS NOT NULL;
CREATE INDEX inbound_message_message_idx ON inbound_message (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_author_contact_idx ON message (author_contact) WHERE author_contact IS NOT NULL;
CREATE INDEX message_author_agent_idx ON message (author_agent) WHERE author_agent IS NOT NULL;
