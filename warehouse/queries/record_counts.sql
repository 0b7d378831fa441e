SELECT record_type, count(*) FROM evidence GROUP BY record_type ORDER BY record_type;
