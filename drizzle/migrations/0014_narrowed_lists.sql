DROP INDEX "tickets_difficult";--> statement-breakpoint
CREATE INDEX "tickets_level" ON "tickets" USING btree ("state","sender_level","opened_at","id") WHERE state not in ('done', 'denied', 'closed', 'set_aside');--> statement-breakpoint
CREATE INDEX "tickets_language" ON "tickets" USING btree ("state","language","opened_at","id") WHERE state not in ('done', 'denied', 'closed', 'set_aside');--> statement-breakpoint
CREATE INDEX "tickets_difficult" ON "tickets" USING btree ("opened_at","id") WHERE difficulty is not null and state not in ('done', 'denied', 'closed', 'set_aside');