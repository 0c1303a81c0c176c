// Runs inside a page of the report: what each figure is, where it lies, and whether its letters can be read. One line
// a figure: name x y width height shapes letters contrast; the last line is about the page.
const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const luminance = (rgb) => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
const rgb = (css) => css.match(/[\d.]+/g).map(Number);
const contrast = (a, b) => {
  const [x, y] = [luminance(rgb(a)), luminance(rgb(b))].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
const lines = [];
for (const figure of document.querySelectorAll('figure')) {
  const svg = figure.querySelector('svg');
  const box = svg.getBoundingClientRect();
  const shapes = [...svg.querySelectorAll('g[id*="_plot_"] :is(polygon, use, path)')].filter((shape) => {
    const drawn = shape.getBoundingClientRect();
    return drawn.width > 0 || drawn.height > 0;
  });
  const card = getComputedStyle(figure.closest('section')).backgroundColor;
  const letters = [...svg.querySelectorAll('text')];
  const least = Math.min(...letters.map((text) => contrast(getComputedStyle(text).fill, card)));
  // Letters that stick out of the picture are cut off.
  const inside = letters.every((text) => {
    const at = text.getBoundingClientRect();
    return at.left >= box.left - 1 && at.right <= box.right + 1 && at.top >= box.top - 1 && at.bottom <= box.bottom + 1;
  });
  lines.push([figure.id, Math.round(box.x), Math.round(box.y + scrollY), Math.round(box.width), Math.round(box.height),
    shapes.length, inside ? letters.length : -1, least.toFixed(2)].join(' '));
}
const root = document.documentElement;
lines.push(['page', root.scrollWidth, root.scrollHeight, performance.getEntriesByType('resource').length].join(' '));
const out = document.createElement('pre');
out.id = 'measured';
out.textContent = '\n' + lines.join('\n') + '\n';
document.body.append(out);
