"""Faults of the two settings files, as noticed while these were read."""

from sms_lint.model.finding import Rule
from sms_lint.model.fix import RuleFix
from sms_lint.rules.noticed import reported

CHECKS = reported(
    Rule(
        f"{__name__}.settings",
        """A setting in `sms.yml` is unknown or has a value that is not allowed.

        A setting with a wrong value is not used: the default applies instead, which may not be what you decided.

        Bad:

        ```yaml sms.yml
        organization: {name: Example organization}
        as_of: 2026-10-31
        review: {maximun: 12 months}  # <- settings
        ```

        Good:

        ```yaml sms.yml
        organization: {name: Example organization}
        as_of: 2026-10-31
        review: {maximum: 12 months}
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="correct the setting; the page of the settings lists them all",
        fix=RuleFix("writes the name or value that was meant", "some"),
    ),
    Rule(
        f"{__name__}.import_mapping",
        """A mapping in `imports` cannot be understood, so nothing can be imported by it.

        A mapping says which column of a ticket tool's export becomes which field. With a slip in it the next import
        stops, or, worse, tickets would come in under a wrong state.

        Bad:

        ```yaml imports/tickets.yml
        based_on: servicenow-incidents
        form: {zone: Europe/Berlin}
        columns:
          titel: short_description  # <- import-mapping
        ```

        Good:

        ```yaml imports/tickets.yml
        based_on: servicenow-incidents
        form: {zone: Europe/Berlin}
        columns:
          title: short_description
        ```
        """,
        severity="error",
        help="correct the mapping; the handbook's page on imports says what each key means",
        fix=RuleFix("writes the name or value that was meant", "some"),
    ),
    Rule(
        f"{__name__}.clause_catalogue",
        """A clause catalogue of your own cannot be used, or names something that is not there.

        A catalogue says what the system is judged by. While its file cannot be used, nothing is judged by it, and
        a clause that was to be left out, but is misspelt, is judged as before.

        Bad:

        ```yaml sms.yml
        organization: {name: Example organization}
        as_of: 2026-10-31
        catalogues: [catalogues/customer.yml]
        ```

        ```yaml catalogues/customer.yml
        prefix: acme
        standard: Requirements of Acme
        edition: "2026"
        title: What Acme asks of those who run its services
        clauses:
          - id: "1"
            title: Reports
            summary: Acme is told each month how its services ran.
            obligations:
              - id: 1-a
                text: Send a report every month.
                shown: [{records: service-reports}]  # <- clause-catalogue
        ```

        Good:

        ```yaml sms.yml
        organization: {name: Example organization}
        as_of: 2026-10-31
        catalogues: [catalogues/customer.yml]
        ```

        ```yaml catalogues/customer.yml
        prefix: acme
        standard: Requirements of Acme
        edition: "2026"
        title: What Acme asks of those who run its services
        clauses:
          - id: "1"
            title: Reports
            summary: Acme is told each month how its services ran.
            obligations:
              - id: 1-a
                text: Send a report every month.
                shown: [{records: service-report}]
        ```
        """,
        severity="error",
        help="correct the catalogue; the handbook's page on catalogues says what each key means",
    ),
    Rule(
        f"{__name__}.trust_settings",
        """Something is wrong in `trust.yml`, the settings that say whose signature counts.

        A version with a fault in it does not count: the one before stays in force, and the person who was to be added
        still cannot sign. Owners who have no key could never sign the next version.

        Bad:

        ```yaml trust.yml
        version: 1
        repository: https://git.example.org/sms
        owners: {people: [P-001]}
        adopted: 2026-01-01
        people:
          - person: P-001
            roles: [{role: managing-director, since: 2025-01-01}]  # <- trust-settings
            keys:
              - key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMV5vDIrZtLQKNwUgaxdS5HZdNkbS3U+6+gux7OkuE5K
                from: 2025-01-01
        ```

        Good:

        ```yaml trust.yml
        version: 1
        repository: https://git.example.org/sms
        owners: {people: [P-001]}
        adopted: 2026-01-01
        people:
          - person: P-001
            roles: [{role: managing-director, from: 2025-01-01}]
            keys:
              - key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMV5vDIrZtLQKNwUgaxdS5HZdNkbS3U+6+gux7OkuE5K
                from: 2025-01-01
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="correct the setting; the page of the trust settings lists them all",
    ),
)
