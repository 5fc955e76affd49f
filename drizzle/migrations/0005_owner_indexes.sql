DROP INDEX "tickets_assignee";--> statement-breakpoint
DROP INDEX "tickets_owned";--> statement-breakpoint
CREATE INDEX "tickets_unowned" ON "tickets" USING btree ("state","opened_at","id") WHERE assignee_id is null;--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id","opened_at","id") WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_owned" ON "tickets" USING btree ("assignee_id","state","opened_at","id") WHERE assignee_id is not null;