-- When the first of what a ticket's customer still waits for is, or was, too late: lists are ordered by it.
ALTER TABLE sla_ticket ADD COLUMN due_at timestamptz;
UPDATE sla_ticket t SET due_at = c.due_at
  FROM (SELECT ticket_id, min(due_at) AS due_at FROM sla_clock WHERE open AND due_at IS NOT NULL GROUP BY ticket_id) c
 WHERE c.ticket_id = t.ticket_id;
CREATE INDEX sla_ticket_due_idx ON sla_ticket (due_at, ticket_id) WHERE due_at IS NOT NULL;

-- Who has lain longest without anybody, beside the limit. What is solved is not asked for.
CREATE INDEX sla_ticket_queue_idx ON sla_ticket (coalesce(queue_exceeded_at, queue_due_at), ticket_id)
  WHERE open AND coalesce(queue_exceeded_at, queue_due_at) IS NOT NULL;
