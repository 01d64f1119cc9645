"""Kinds of an organisation's own go out and come back by their JSON Schema."""

from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.workbook.office import REGISTERS, Office, fill, office

__all__ = ["office"]  # a fixture

SCHEMA = """{"type": "object", "required": ["plate"], "properties": {
  "plate": {"type": "string"}, "seats": {"type": "integer", "minimum": 1}, "electric": {"type": "boolean"},
  "size": {"enum": ["small", "large"]}, "tags": {"type": "array", "items": {"type": "string"}},
  "driver": {"type": "string", "x-link": ["person"]}, "extra": {"type": "object"},
  "trips": {"type": "array", "items": {"type": "object", "required": ["to"], "properties": {
    "to": {"type": "string"}, "km": {"type": "number"}}}}}}"""
VEHICLES = """\
kind: vehicle
id: REG-VEHICLE
title: Vehicles
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: VEH-1
    plate: "2026"
    seats: 4
    electric: true
    size: small
    tags: [a, "5"]
    driver: P-001
    extra: {a: b}
    trips:
      - {to: here, km: 3.5}
"""


def test_a_kind_of_its_own_goes_out_and_comes_back(office: Office) -> None:
    def edit(sheet: Worksheet) -> None:
        fill(sheet, 2, {"Plate": 777, "Seats": 5, "Electric": False, "Size": "Large", "Tags": "a\n6"})
        fill(sheet, 4, {"Plate": "0012"})

    (office.root / "vehicle.json").write_text(SCHEMA, "utf-8")
    with (office.root / "sms.yml").open("a", encoding="utf-8") as settings:
        settings.write("kinds:\n  - {kind: vehicle, schema: vehicle.json, title: Vehicle}\n")
    (office.root / REGISTERS / "vehicle.yml").write_text(VEHICLES, "utf-8")
    office.export("vehicle")
    assert office.cells()[0] == ["Id", "Plate", "Seats", "Electric", "Size", "Tags", "Driver", "Supersedes"]
    assert office.take_in() == (0, "The workbook changes nothing.\n")
    office.edit(edit)
    office.edit(lambda sheet: fill(sheet, 2, {"Km": 4}), "Trips")
    office.take_in("--write")
    changed = VEHICLES.replace('"2026"', '"777"').replace("seats: 4", "seats: 5").replace("true", "false")
    changed = changed.replace("small", "large").replace('"5"', '"6"').replace("3.5", "4")
    assert office.text("vehicle.yml") == changed + '  - id: VEH-2\n    plate: "0012"\n'
