-- An invented agent goes with the sample: what they were told and followed goes along, and their team has no lead.
ALTER TABLE notice DROP CONSTRAINT notice_agent_id_fkey,
  ADD CONSTRAINT notice_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent ON DELETE CASCADE;
ALTER TABLE ticket_follower DROP CONSTRAINT ticket_follower_agent_id_fkey,
  ADD CONSTRAINT ticket_follower_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent ON DELETE CASCADE;
ALTER TABLE team DROP CONSTRAINT team_lead_id_fkey,
  ADD CONSTRAINT team_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES agent ON DELETE SET NULL;
