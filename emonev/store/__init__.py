"""Floor 3. DuckDB: schema, migrations, static SQL, cube and transitions."""
