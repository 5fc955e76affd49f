GRANT SELECT ON term_frequencies TO latchkey_web, latchkey_auditor;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON term_frequencies TO latchkey_worker;
