"""``python -m benchmarks``: every measurement, one after the other."""

from benchmarks import (
    catalogue,
    evening,
    groups,
    phone_page,
    plan_request,
    routing,
    sign_up,
    solver,
    street_file,
)

for measurement in (
    solver,
    groups,
    routing,
    street_file,
    plan_request,
    catalogue,
    sign_up,
    evening,
    phone_page,
):
    measurement.main()
    print()
