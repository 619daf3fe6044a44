"""Every measurement in one table: `make bench`."""

import os

from tests.bench import bench_diagram, bench_link, bench_load, bench_model, bench_size, table

print(f"measured on {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} at the start")
for bench in (bench_model, bench_diagram, bench_link, bench_size, bench_load):
    table.show(bench.__doc__.splitlines()[0], bench.rows())
