-- Asking for the work of a batch one job at a time took more of the database than the batch itself.
-- `jobs`: [{"payload": …, "key": …}, …], each key once.
CREATE FUNCTION latchkey_add_jobs(task text, jobs json, run_at timestamptz DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
begin
  perform graphile_worker.add_jobs(array(
    select row(task, job.payload, null, run_at, null, job.key, null, null)::graphile_worker.job_spec
    from json_to_recordset(jobs) job (payload json, key text)
  ));
end
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION latchkey_add_jobs(text, json, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION latchkey_add_jobs(text, json, timestamptz) TO latchkey_web, latchkey_worker;
