"""``python -m benchmarks``: every measurement, one after the other."""

from benchmarks import (
    catalogue,
    catalogue_import,
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
    catalogue_import,
    sign_up,
    evening,
    phone_page,
):
    measurement.main()
    print()
