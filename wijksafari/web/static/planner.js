"use strict";
// Hundreds of locations that may come along make an address too long for some servers. What says
// nothing stays out of it: the server understands the form with and without.
document.getElementById("avond").addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) {
    if (value === "" || (name.startsWith("wens-") && value === "mag")) formData.delete(name);
  }
});
