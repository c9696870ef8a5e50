// Reads a calendar file from standard input with ical.js; writes what it says as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const told = (part, name) => part.getFirstPropertyValue(name);
const moment = (event, name) => told(event, name).toJSDate().toISOString();

function person(event, name) {
  const found = event.getFirstProperty(name);
  if (!found) return null;
  return {
    address: found.getFirstValue(),
    name: found.getParameter("cn") ?? "",
    answer: found.getParameter("partstat") ?? "",
  };
}

function read(event) {
  return {
    uid: told(event, "uid"),
    sequence: told(event, "sequence"),
    status: told(event, "status"),
    starts: moment(event, "dtstart"),
    ends: moment(event, "dtend"),
    summary: told(event, "summary"),
    description: told(event, "description"),
    location: told(event, "location"),
    url: told(event, "url") ?? "",
    organizer: person(event, "organizer"),
    attendee: person(event, "attendee"),
    alarms: event.getAllSubcomponents("valarm").length,
  };
}

const events = calendar.getAllSubcomponents("vevent").map(read);
console.log(JSON.stringify({ method: told(calendar, "method") ?? "", events }));
