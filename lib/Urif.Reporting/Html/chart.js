/* Lets a chart turn in Jupyter: plotly.js is read from the built kit below Jupyter's folder; without it the picture stays. */
(() => {
  // Jupyter Notebook runs scripts in the page's head, before their output is in the page: then every chart that is not drawn yet.
  const own = document.currentScript && document.currentScript.closest(".urif-chart");
  const plotly = "Plotly", base = (() => {
    const lab = document.getElementById("jupyter-config-data");
    try { return (lab && JSON.parse(lab.textContent).baseUrl) || document.body.dataset.baseUrl || "/"; } catch { return "/"; }
  })();
  const folders = decodeURI(location.pathname).split("/").slice(2, -1);
  const places = [""].concat(folders.map((_, k) => folders.slice(folders.length - k - 1).join("/") + "/"))
    .map(folder => base + "files/" + folder + "lib/Urif.Repro/bin/Release/net10.0/plotly.js");
  const draw = library => (own ? [own] : document.querySelectorAll(".urif-chart:not([data-drawn])")).forEach(box => {
    const figure = box.querySelector("script[type='application/json']");
    if (!figure || box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    const chart = JSON.parse(figure.textContent), place = box.querySelector("figure");
    place.replaceChildren();
    place.style.minHeight = "420px";
    library.newPlot(place, chart.data, chart.layout, Object.assign({ responsive: true, displaylogo: false }, chart.config));
  });
  const load = k => {
    if (window[plotly]) return draw(window[plotly]);
    if (k >= places.length) return;
    if (window.require && window.require.config) return window.require([places[k]], draw, () => load(k + 1));
    const element = document.createElement("script");
    element.src = places[k];
    element.onload = () => draw(window[plotly]);
    element.onerror = () => load(k + 1);
    document.head.append(element);
  };
  if (location.protocol.startsWith("http")) load(0);
})();
