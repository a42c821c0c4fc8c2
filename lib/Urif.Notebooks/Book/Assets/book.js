// What a book does beyond reading: remembers colours, opens all code, turns pages by keys, marks the current section.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const store = {
    get: () => { try { return localStorage.getItem("book-scheme"); } catch { return null; } },
    set: value => { try { value === "auto" ? localStorage.removeItem("book-scheme") : localStorage.setItem("book-scheme", value); } catch { } },
  };

  // Colours. The radio buttons work by style alone; this remembers them from page to page.
  const radios = all('input[name="scheme"]');
  const chosen = store.get() || "auto";
  radios.forEach(radio => {
    radio.checked = radio.value === chosen;
    radio.addEventListener("change", () => {
      delete root.dataset.scheme;
      store.set(radio.value);
      colourCharts();
    });
  });
  delete root.dataset.scheme;

  // Code.
  const fold = document.querySelector(".fold");
  const sources = all("details.source");
  if (fold && sources.length) {
    const update = () => { fold.textContent = sources.every(s => s.open) ? fold.dataset.close : fold.dataset.open; };
    fold.hidden = false;
    fold.addEventListener("click", () => {
      const open = !sources.every(s => s.open);
      sources.forEach(s => { s.open = open; });
    });
    sources.forEach(s => s.addEventListener("toggle", update));
    update();
  }

  // Boxes that scroll can be reached by keyboard.
  const label = document.querySelector("main").dataset.scrollable;
  const boxes = all(".scroll, .output, .formula, pre");
  const reach = () => boxes.forEach(box => {
    if (box.scrollWidth <= box.clientWidth + 1) {
      if (box.dataset.reached) ["tabindex", "data-reached", "role", "aria-label"].forEach(a => box.removeAttribute(a));
    } else if (!box.hasAttribute("tabindex")) {
      box.dataset.reached = "";
      box.tabIndex = 0;
      if (!box.hasAttribute("role")) {
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", label);
      }
    }
  });
  addEventListener("resize", reach);
  addEventListener("load", reach);
  reach();

  // Pages: n or right arrow, p or left arrow, unless a reader types, or scrolls a box.
  const chapters = all(".chapter");
  const current = () => chapters.findLast(c => c.getBoundingClientRect().top <= innerHeight / 3);
  const turn = way => {
    if (document.body.classList.contains("whole") && !current()) return way === "next" ? chapters[0] && (location.hash = chapters[0].id) : null;
    const link = (current() || document).querySelector(`a[rel="${way}"]`) || document.querySelector(`head link[rel="${way}"]`);
    if (link) location.href = link.href;
  };
  addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], .js-plotly-plot")) return;
    const arrow = event.key.startsWith("Arrow");
    if (arrow && event.target.closest("[tabindex='0']")) return;
    const way = { n: "next", p: "prev", ArrowRight: "next", ArrowLeft: "prev" }[event.key];
    if (way && !(arrow && root.scrollWidth > root.clientWidth)) turn(way);
  });

  // The section that is being read.
  const entries = new Map(all("aside.outline a").map(a => [decodeURIComponent(a.hash.slice(1)), a]));
  const headings = all("h2[id], h3[id]").filter(h => entries.has(h.id));
  let pending = false;
  const markSection = () => {
    pending = false;
    const heading = headings.findLast(h => h.getBoundingClientRect().top <= 120);
    entries.forEach(a => a.removeAttribute("aria-current"));
    if (heading) entries.get(heading.id).setAttribute("aria-current", "true");
  };
  addEventListener("scroll", () => { if (!pending) { pending = true; requestAnimationFrame(markSection); } }, { passive: true });
  markSection();

  // Charts take the page's colours.
  const okabeIto = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];
  function colourCharts() {
    if (!window.Plotly) return;
    const style = getComputedStyle(document.body);
    const probe = document.createElement("i");
    probe.style.color = "var(--line)";
    document.body.append(probe);
    const line = getComputedStyle(probe).color;
    probe.remove();
    all(".js-plotly-plot").forEach(chart => {
      const change = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", "font.color": style.color, "modebar.bgcolor": "rgba(0,0,0,0)" };
      Object.keys(chart._fullLayout || {}).filter(k => /^[xy]axis\d*$/.test(k)).forEach(axis => {
        change[axis + ".gridcolor"] = change[axis + ".zerolinecolor"] = change[axis + ".linecolor"] = line;
      });
      Plotly.relayout(chart, change);
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colourCharts);
  addEventListener("load", () => {
    if (!window.Plotly) return;
    const drawn = all(".plotly").map(box => {
      const chart = JSON.parse(box.querySelector("script").textContent);
      box.querySelector(".still")?.remove();
      const config = Object.assign({ responsive: true, displaylogo: false }, chart.config);
      const layout = Object.assign({ autosize: true, colorway: okabeIto }, chart.layout);
      return Plotly.newPlot(box, chart.data, layout, config);
    });
    Promise.all(drawn).then(colourCharts);
  });
})();
