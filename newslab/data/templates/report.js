// Articles of large reports lie packed in the page, and are unpacked when they are opened.
function unpacked(packed) {
  var bytes = Uint8Array.from(atob(packed.textContent), function (c) { return c.charCodeAt(0); });
  var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}
function body(number) {
  var packed = document.getElementById("packed-" + number);
  if (!packed) { return Promise.resolve(); }
  return unpacked(packed).then(function (html) {
    if (!packed.isConnected) { return; }
    // The text was escaped when the report was written, so that nothing in it is live.
    packed.insertAdjacentHTML("beforebegin", html);
    unsure(packed.parentElement);
    packed.remove();
  });
}
document.querySelectorAll("article > details").forEach(function (box) {
  box.addEventListener("toggle", function () {
    if (box.open) { body(box.parentElement.id.split("-")[1]); }
  });
});

// Links lead into closed articles; browsers that do not open them by themselves are helped.
function reveal() {
  var name = location.hash.slice(1), place = /^a(\d+)-\d+$/.exec(name);
  (place ? body(place[1]) : Promise.resolve()).then(function () {
    var target = document.getElementById(name);
    for (var box = target; box; box = box.parentElement) { if (box.tagName === "DETAILS") { box.open = true; } }
    if (target) { target.scrollIntoView(); }
  });
}
addEventListener("hashchange", reveal);
addEventListener("beforeprint", function () {
  document.querySelectorAll("details.numbers").forEach(function (box) { box.open = true; });
});

// What the tagger is less sure of than the reader asks for is not marked.
var sure = document.getElementById("sure");
function unsure(within) {
  if (!sure) { return; }
  document.getElementById("sure-told").textContent = sure.value + " %";
  within.querySelectorAll(".text [data-sure]").forEach(function (mark) {
    mark.classList.toggle("unsure", Number(mark.dataset.sure) < Number(sure.value));
  });
}
if (sure) { sure.addEventListener("input", function () { unsure(document); }); }

// Search: articles whose title, outlet or text has the words.
var search = document.getElementById("search");
if (search) {
  // Within a text area markup is text, so that only entities are read.
  var texts = {}, waiting, plain = document.createElement("textarea");
  var text = function (article) {
    var number = article.id.split("-")[1], packed = document.getElementById("packed-" + number);
    if (texts[number] !== undefined) { return Promise.resolve(texts[number]); }
    return (packed ? unpacked(packed) : Promise.resolve(article.querySelector(".text")?.innerHTML || ""))
      .then(function (html) {
        plain.innerHTML = html.replace(/<[^>]*>/g, "");
        texts[number] = (article.querySelector("summary").textContent + plain.value).toLowerCase();
        return texts[number];
      });
  };
  var find = function () {
    var wanted = search.value.trim().toLowerCase(), articles = [...document.querySelectorAll("main article")];
    Promise.all(articles.map(function (article) {
      return wanted ? text(article).then(function (held) { return held.includes(wanted); }) : true;
    })).then(function (there) {
      articles.forEach(function (article, n) { article.hidden = !there[n]; });
      document.getElementById("found").textContent =
        wanted ? there.filter(Boolean).length + " of " + articles.length + " articles" : "";
    });
  };
  search.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(find, 250); });
}

// Evidence: the attributions that a figure rests on, by outlet and value, each a link to its words.
var held = document.getElementById("newslab-evidence"), dialog = document.getElementById("evidence");
if (held && dialog && dialog.showModal) {
  var all = JSON.parse(held.textContent), axis, most = 300;
  var outlet = dialog.querySelector("[name=outlet]"), value = dialog.querySelector("[name=value]");
  var column = function (name) { return all.columns.indexOf(name); };
  var fill = function (select, names) {
    select.replaceChildren(new Option("all", ""));
    names.forEach(function (name, n) { select.append(new Option(name.replace(/_/g, " "), n)); });
  };
  var list = function () {
    var rows = all.rows.filter(function (row) {
      return (outlet.value === "" || row[column("outlet")] === Number(outlet.value)) &&
        (value.value === "" || row[column(axis)] === Number(value.value));
    });
    var words = rows.reduce(function (sum, row) { return sum + row[2]; }, 0);
    dialog.querySelector("output").textContent = rows.length.toLocaleString("en") + " attributions, " +
      words.toLocaleString("en") + " words" + (rows.length > most ? "; the first " + most + " are listed" : "");
    var items = rows.slice(0, most).map(function (row) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = "#a" + row[0] + "-" + row[1];
      link.textContent = all.values.speaker[row[column("speaker")]] + ", " + all.values.side[row[column("side")]] +
        ", article " + row[0] + ", " + row[2] + " words";
      link.addEventListener("click", function () { dialog.close(); });
      item.append(link);
      return item;
    });
    dialog.querySelector("ol").replaceChildren(...items);
  };
  fill(outlet, all.values.outlet);
  outlet.addEventListener("input", list);
  value.addEventListener("input", list);
  document.querySelectorAll("button.evidence").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      axis = button.dataset.axis;
      fill(value, all.values[axis]);
      dialog.querySelector("h2").textContent = "Evidence by " + axis;
      list();
      dialog.showModal();
    });
  });
}
reveal();
