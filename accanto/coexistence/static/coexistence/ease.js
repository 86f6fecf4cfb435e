// The Gulpease index of a text, as one types. The same count as accanto/coexistence/gulpease.py.

const WORD = /[\p{L}\p{N}]+(?:[’'][\p{L}\p{N}]+)*/gu;
const END = /[.!?…]+(?=\s|$)|\n\s*\n|[;:]\s*\n|\n(?=\s*[-•*])/u;
const AS_HERE = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const EASY = 80, HARD = 60;

function gulpease(text) {
  const words = text.match(WORD) ?? [];
  if (!words.length) return null;
  const sentences = text.split(END).filter((piece) => piece.match(WORD)).length;
  const letters = words.join("").replace(/[’']/g, "").length;
  return Math.min(100, Math.max(0, 89 + (300 * sentences - 10 * letters) / words.length));
}

for (const box of document.querySelectorAll("[data-ease]")) {
  const line = document.getElementById("ease").content.firstElementChild.cloneNode(true);
  box.after(line);
  const tell = () => {
    const ease = gulpease(box.value);
    const { words, easy, hard, harder } = line.dataset;
    const advice = ease >= EASY ? easy : ease >= HARD ? hard : harder;
    line.textContent = ease === null ? "" : `${words.replace("{ease}", AS_HERE.format(ease))} ${advice}`;
  };
  box.addEventListener("input", tell);
  tell();
}
