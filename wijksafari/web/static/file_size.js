"use strict";
// Tells of a file that is too large before it is sent: its answer would hold nothing of what was typed.
for (const input of document.querySelectorAll("input[type=file][data-megabytes]")) {
  const most = Number(input.dataset.megabytes);
  const told = document.createElement("p");
  told.setAttribute("role", "alert");
  input.parentNode.append(told);

  input.addEventListener("change", () => {
    const file = input.files[0];
    const large = Boolean(file) && file.size > most * 1e6;
    told.className = large ? "wrong" : "";
    told.textContent = "";
    if (!large) return;
    const size = (file.size / 1e6).toLocaleString("nl-NL", { maximumFractionDigits: 1 });
    told.textContent = `‘${file.name}’ is ${size} MB; hooguit ${most} MB kan. Kies een kleiner bestand.`;
    input.value = "";
  });
}
