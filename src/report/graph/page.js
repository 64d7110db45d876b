"use strict";
// The views of the page. Nothing is fetched, and what is written comes from the data as text, never as marks.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, edges, links, runs, turns, sides, groups } = data;
  // A text in the language of the page: as it stands here, unless the data has another for it. Values stand in braces.
  const say = (text, values = {}) => (data.texts[text] || text).replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const all = (what, within = document) => Array.from(within.querySelectorAll(what));
  const one = (what) => document.querySelector(what);
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...inside.filter((part) => part != null));
    return element;
  };
  const draw = (tag, attributes = {}) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const of100 = (count, of = runs) => {
    const part = of ? (100 * count) / of : 0;
    return count === 0 ? "0" : part < 0.1 ? "<0.1" : part < 10 ? part.toFixed(1) : part > 99.9 && count < of ? ">99.9" : part.toFixed(0);
  };
  const into = nodes.map(() => []);
  const outof = nodes.map(() => []);
  edges.forEach(([from, to, word, count]) => {
    into[to].push({ at: from, word: links[word], count });
    outof[from].push({ at: to, word: links[word], count });
  });
  const state = { view: "course", node: null, turn: null };

  // Details of a node or of a turn.
  const details = one("#details");
  const start = Array.from(details.childNodes);
  const show = (...parts) => details.replaceChildren(...parts.filter(Boolean));
  const head = (node) => [
    make("h2", {}, node.n),
    make("p", { class: "where" }, say(node.k), node.o ? " · " : null, node.o ? make("span", node.s == null ? {} : { class: "side s" + node.s }, node.o) : null,
      node.t ? " · " + (node.t[0] === node.t[1] ? say("turn {turn}", { turn: node.t[0] }) : say("turns {first} to {last}", { first: node.t[0], last: node.t[1] })) : null,
      node.p ? make("br") : null, node.p ? make("code", {}, node.p) : null),
  ];
  const spark = (counts, label) => {
    const most = Math.max(1, ...counts);
    const bars = make("div", { class: "spark", role: "img", "aria-label": label + ": " + counts.map((count, turn) => say("turn {turn}", { turn }) + " " + of100(count)).join(", ") });
    counts.forEach((count, turn) => bars.append(make("i", { style: "height:" + (100 * count) / most + "%", title: (turn < turns.length ? say("turn {turn}", { turn }) : say("after the end")) + ": " + say("{share} in 100", { share: of100(count) }) })));
    return [make("h3", {}, label), bars, make("p", { class: "sparkline" }, make("span", {}, say("turn {turn}", { turn: 0 })), make("span", {}, say("after the end")))];
  };
  const tell = (at) => {
    const node = nodes[at];
    const parts = head(node);
    parts.push(make("p", { class: "big" }, node.c ? of100(node.c) : say("Never"), " ", make("small", {}, node.c ? say("of 100 crises") : say("in {runs} crises", { runs: data.counted }))));
    if (node.q) parts.push(make("p", { class: "where" }, node.q[1] ? say("Chosen on {share} in 100 of the turns on which it was open.", { share: of100(node.q[0], node.q[1]) }) : say("It was never open to a policy.")));
    if (node.c) parts.push(...spark(node.d || node.f, node.d ? say("Ordered, by turn") : say("First came about, by turn")));
    for (const [label, texts] of node.w) {
      if (label) parts.push(make("h3", {}, label));
      if (texts.length === 1) parts.push(make("p", {}, texts[0]));
      else parts.push(make("ul", {}, ...texts.map((text) => make("li", {}, text))));
    }
    const came = groups.filter((group) => group.through.includes(at)).map((group) => group.name);
    if (groups.length) parts.push(make("h3", {}, say("The class")), make("p", {}, came.length ? say("Came through it: {groups}.", { groups: came.join(", ") }) : say("No group came through it.")));
    const go = make("button", { type: "button", class: "go" }, say("Show its neighbourhood"));
    go.addEventListener("click", () => view("around"));
    if (state.view !== "around") parts.push(go);
    show(...parts);
    details.scrollTop = 0;
  };
  const meter = (at, count, of) => {
    const node = nodes[at];
    const link = make("a", { href: "#" + at, "data-node": at }, node.n);
    const bar = make("i", { style: "width:" + Math.min(100, (100 * count) / (of || 1)) + "%" });
    return make("div", { class: "meter" + (node.s == null ? "" : " s" + node.s) }, link, make("b", {}, of100(count, of)), make("span", { class: "track" }, bar));
  };
  const tellTurn = (turn) => {
    const [date, headline] = turns[turn];
    const parts = [make("h2", {}, say("Turn {turn}", { turn })), make("p", { class: "where" }, date), make("p", {}, headline)];
    const ranked = (kinds, counts) => nodes.map((node, at) => [at, counts(node)]).filter(([at, count]) => kinds.includes(nodes[at].k) && count > 0).sort((a, b) => b[1] - a[1]);
    sides.forEach((name, side) => {
      const moves = ranked(["move"], (node) => (node.s === side && node.d ? node.d[turn] : 0));
      if (moves.length) parts.push(make("h3", {}, say("{side}: ordered, of 100 crises", { side: name })), ...moves.slice(0, 12).map(([at, count]) => meter(at, count, runs)));
      if (moves.length > 12) parts.push(make("p", { class: "where" }, say("and {more} more", { more: moves.length - 12 })));
    });
    const happened = ranked(["event", "incident", "party rule"], (node) => node.f[turn] || 0);
    if (happened.length) parts.push(make("h3", {}, say("Happened for the first time, of 100 crises")), ...happened.slice(0, 12).map(([at, count]) => meter(at, count, runs)));
    groups.forEach((group) => {
      const orders = group.orders[turn];
      if (orders) parts.push(make("h3", {}, group.name), ...orders.map((list, side) => make("p", {}, make("span", { class: "side s" + side }, sides[side]), ": " + (list.join("; ") || say("nothing")))));
    });
    show(...parts);
    details.scrollTop = 0;
  };

  // The neighbourhood of a node.
  const around = one("#v-around");
  const MOST = 12;
  const card = (at, edge, centre) => {
    const node = nodes[at];
    const classes = "card" + (node.s == null ? "" : " s" + node.s) + (node.k === "ending" ? " ending" : "") + (node.c ? "" : " never") + (centre ? " centre" : "");
    const small = make("small", {}, make("span", {}, say(edge ? edge.word : node.k)), make("span", {}, edge ? say("{share} in 100", { share: of100(edge.count) }) : node.c ? say("{share} of 100 crises", { share: of100(node.c) }) : say("never")));
    const label = node.n + ", " + say(node.k) + (edge ? ", " + say(edge.word) + ", " + say("{share} in 100 crises", { share: of100(edge.count) }) : "");
    return make(centre ? "div" : "button", { class: classes, type: centre ? null : "button", "data-node": centre ? null : at, "aria-label": centre ? null : label, title: say(node.k) + (node.p ? ", " + node.p : "") }, edge ? small : null, node.n, edge ? null : small);
  };
  const near = (whole = {}) => {
    if (state.node == null) {
      const busiest = nodes.map((node, at) => [at, into[at].length + outof[at].length]).filter(([at]) => nodes[at].k === "move").sort((a, b) => b[1] - a[1]);
      if (!busiest.length) return;
      choose(busiest[0][0], true);
    }
    const at = state.node;
    const bring = (list) => list.slice().sort((a, b) => b.count - a.count || nodes[a.at].n.localeCompare(nodes[b.at].n));
    const side = (name, list, key) => {
      const sorted = bring(list);
      const shown = whole[key] ? sorted : sorted.slice(0, MOST);
      const items = make("ul", {}, ...shown.map((edge) => make("li", {}, card(edge.at, edge))));
      const column = make("div", { class: key }, make("h3", {}, name + " (" + list.length + ")"), items);
      if (shown.length < sorted.length) {
        const more = make("button", { type: "button", class: "more" }, say("Show all {count}", { count: sorted.length }));
        more.addEventListener("click", () => near({ ...whole, [key]: true }));
        column.append(more);
      }
      if (!list.length) column.append(make("p", { class: "where" }, say("Nothing.")));
      return [column, shown, items];
    };
    const [left, before, leftItems] = side(say("What leads to it"), into[at], "before");
    const [right, after, rightItems] = side(say("What it leads to"), outof[at], "after");
    const centre = card(at, null, true);
    const picture = draw("svg", { "aria-hidden": "true" });
    const grid = make("div", { class: "near" });
    grid.append(picture, left, make("div", { class: "middle" }, centre), right);
    around.replaceChildren(make("div", { class: "bar" }, make("h2", {}, say("The neighbourhood of “{name}”", { name: nodes[at].n }))), grid);
    const box = grid.getBoundingClientRect();
    const middle = centre.getBoundingClientRect();
    const curve = (edge, item, leftwards) => {
      const there = item.getBoundingClientRect();
      const x1 = (leftwards ? there.right : middle.right) - box.left;
      const x2 = (leftwards ? middle.left : there.left) - box.left;
      const y1 = (leftwards ? there.top + there.height / 2 : middle.top + middle.height / 2) - box.top;
      const y2 = (leftwards ? middle.top + middle.height / 2 : there.top + there.height / 2) - box.top;
      const bend = (x2 - x1) / 2;
      const kind = edge.word === data.against ? "against" : /climbs|raises/.test(edge.word) ? "up" : /goes down|lowers/.test(edge.word) ? "down" : "";
      picture.append(draw("path", { d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`, "stroke-width": (1 + (9 * edge.count) / (runs || 1)).toFixed(1), class: kind }));
    };
    before.forEach((edge, place) => curve(edge, leftItems.children[place], true));
    after.forEach((edge, place) => curve(edge, rightItems.children[place], false));
  };

  // Everything: columns of kinds, with filters.
  const COLUMNS = [
    [say("Leaders and desks"), ["disposition", "channel"]],
    [say("Moves of {side}", { side: sides[0] }), ["move"], 0],
    [say("Moves of {side}", { side: sides[1] }), ["move"], 1],
    [say("Events and parties"), ["event", "incident", "party rule", "drift", "chance"]],
    [say("Talks and lines"), ["offer", "term", "agreement", "commitment", "red line"]],
    [say("Facts and postures"), ["fact", "posture"]],
    [say("Tracks and ladders"), ["track", "level", "ladder", "rung"]],
    [say("Endings"), ["ending"]],
    [say("Aftermath"), ["aftermath"]],
    [say("Aims"), ["aim"]],
  ];
  const filters = { kinds: new Set(nodes.map((node) => node.k)), side: "", turn: "", only: "", least: 60, words: "" };
  filters.kinds.delete("level");
  filters.kinds.delete("drift");
  const passes = (node) => {
    if (!filters.kinds.has(node.k)) return false;
    if (filters.side !== "" && (node.o || "") !== filters.side) return false;
    if (filters.turn !== "") {
      const turn = Number(filters.turn);
      const counts = node.d || node.f;
      if (!counts[turn] && !(node.t && node.t[0] <= turn && turn <= node.t[1])) return false;
    }
    if (filters.only === "never" && node.c) return false;
    if (filters.only === "came" && !node.c) return false;
    return true;
  };
  const whole = one("#v-whole");
  const bar = (again, edged) => {
    const choice = (label, value, options, set) => {
      const select = make("select", {}, ...options.map(([key, text]) => make("option", { value: key, selected: key === value }, text)));
      select.addEventListener("change", () => { set(select.value); again(); });
      return make("label", {}, label + " ", select);
    };
    const owners = [...new Set(nodes.map((node) => node.o).filter(Boolean))].sort();
    const kinds = make("fieldset", {}, make("legend", {}, say("Show")));
    for (const kind of [...new Set(nodes.map((node) => node.k))]) {
      const box = make("input", { type: "checkbox", checked: filters.kinds.has(kind) });
      box.addEventListener("change", () => { if (box.checked) filters.kinds.add(kind); else filters.kinds.delete(kind); again(); });
      kinds.append(make("label", {}, box, " " + say(kind)));
    }
    const line = make("div", { class: "filters" }, kinds,
      choice(say("Whose"), filters.side, [["", say("anyone’s")], ...owners.map((name) => [name, name])], (value) => { filters.side = value; }),
      choice(say("Turn"), filters.turn, [["", say("any")], ...turns.map(([date], turn) => [String(turn), turn + ", " + date])], (value) => { filters.turn = value; }),
      choice(say("Which"), filters.only, [["", say("all")], ["came", say("came about")], ["never", say("never came about")]], (value) => { filters.only = value; }));
    if (edged) {
      const range = make("input", { type: "range", min: 0, max: 100, step: 5, value: filters.least });
      const said = make("span", {}, say("{share} in 100 crises", { share: filters.least }));
      range.addEventListener("input", () => { filters.least = Number(range.value); said.textContent = say("{share} in 100 crises", { share: filters.least }); lines(); });
      line.append(make("label", {}, say("Edges travelled in at least") + " ", range, " ", said));
    }
    return line;
  };
  let lines = () => {};
  const everything = () => {
    const columns = COLUMNS.map(([name, kinds, side]) => [name, nodes.map((_, at) => at).filter((at) => kinds.includes(nodes[at].k) && (side == null || nodes[at].s === side) && passes(nodes[at]))]).filter(([, list]) => list.length);
    // Each column is put in the order of the middle of what it is tied to, to and fro, so that edges cross little.
    const height = new Map();
    columns.forEach(([, list]) => list.forEach((at, place) => height.set(at, place / list.length)));
    for (let sweep = 0; sweep < 6; sweep += 1) {
      (sweep % 2 ? columns.slice().reverse() : columns).forEach(([, list]) => {
        const middle = new Map(list.map((at) => {
          const ties = [...into[at], ...outof[at]].filter((edge) => height.has(edge.at));
          const sum = ties.reduce((total, edge) => total + edge.count + 1, 0);
          return [at, sum ? ties.reduce((total, edge) => total + (edge.count + 1) * height.get(edge.at), 0) / sum : height.get(at)];
        }));
        list.sort((a, b) => middle.get(a) - middle.get(b) || a - b);
        list.forEach((at, place) => height.set(at, place / list.length));
      });
    }
    const picture = draw("svg", { "aria-hidden": "true" });
    const web = make("div", { class: "web", style: "grid-template-columns:repeat(" + columns.length + ",12.2rem)" });
    web.append(picture);
    const items = new Map();
    columns.forEach(([name, list]) => {
      const column = make("div", { class: "col" }, make("h3", {}, name + " (" + list.length + ")"));
      list.forEach((at) => {
        const node = nodes[at];
        const item = make("button", { type: "button", class: "dot" + (node.s == null ? "" : " s" + node.s) + (node.c ? "" : " never"), "data-node": at, "data-stay": true, "aria-label": node.n + ", " + say(node.k) + ", " + say("{share} of 100 crises", { share: of100(node.c) }), title: node.n + " · " + say("{share} of 100 crises", { share: of100(node.c) }) },
          make("i", { style: "--v:" + (runs ? (100 * node.c) / runs : 0) + "%" }), make("span", {}, node.n));
        items.set(at, item);
        column.append(item);
      });
      web.append(column);
    });
    const shown = [...items.keys()].length;
    whole.replaceChildren(make("div", { class: "bar" }, make("h2", {}, say("Everything, and how it hangs together")), make("p", { class: "count" }, say("{shown} of {all} shown; point at one to see what it is tied to", { shown, all: nodes.length }))), bar(everything, true), make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("Everything") }, web));
    const box = web.getBoundingClientRect();
    const place = new Map([...items].map(([at, item]) => { const there = item.getBoundingClientRect(); return [at, [there.left - box.left, there.right - box.left, there.top - box.top + there.height / 2]]; }));
    lines = (lit = state.node) => {
      const drawn = [];
      edges.forEach(([from, to, word, count]) => {
        if (!place.has(from) || !place.has(to)) return;
        const mine = lit != null && (from === lit || to === lit);
        if (!mine && (lit != null && place.has(lit) || count < (filters.least * runs) / 100 || !count)) return;
        const [l1, r1, y1] = place.get(from);
        const [l2, r2, y2] = place.get(to);
        const [x1, x2] = l1 < l2 ? [r1, l2] : l1 > l2 ? [l1, r2] : [r1, r2];
        const bend = l1 === l2 ? 34 : (x2 - x1) / 2;
        const path = draw("path", { d: `M${x1},${y1}C${x1 + bend},${y1} ${l1 === l2 ? x2 + bend : x2 - bend},${y2} ${x2},${y2}`, "stroke-width": (0.6 + (4 * count) / (runs || 1)).toFixed(1), class: (mine ? "lit " : "") + (links[word] === data.against ? "against" : "") });
        drawn.push(path);
      });
      picture.replaceChildren(...drawn);
      const tied = new Set(lit == null ? [] : [lit, ...into[lit].map((edge) => edge.at), ...outof[lit].map((edge) => edge.at)]);
      items.forEach((item, at) => {
        item.classList.toggle("lit", at === lit);
        item.classList.toggle("dim", place.has(lit) && !tied.has(at));
      });
    };
    items.forEach((item, at) => {
      item.addEventListener("mouseenter", () => lines(at));
      item.addEventListener("focus", () => lines(at));
    });
    web.addEventListener("mouseleave", () => lines());
    lines();
  };

  // The list, with the same filters.
  const rows = all("[data-row]");
  let barred = null;
  const sift = () => {
    let shown = 0;
    rows.forEach((row) => { row.hidden = !passes(nodes[Number(row.dataset.row)]); shown += row.hidden ? 0 : 1; });
    one("#v-list .count").textContent = say("{shown} of {all} shown", { shown, all: nodes.length });
  };
  const listed = () => {
    const fresh = bar(sift, false);
    if (barred) barred.replaceWith(fresh); else one("#v-list .bar").after(fresh);
    barred = fresh;
    sift();
  };

  // Which view is up, and what is chosen.
  const view = (name) => {
    state.view = name;
    all("main > .view").forEach((section) => { section.hidden = section.id !== "v-" + name; });
    all(".views button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === name)));
    if (name === "around") near();
    if (name === "whole") everything();
    if (name === "list") listed();
    if (state.node != null) tell(state.node);
    address();
  };
  const address = () => {
    const hash = "#" + state.view + (state.node == null ? "" : "/" + encodeURIComponent(nodes[state.node].i));
    if (location.hash !== hash) history.pushState(null, "", hash);
  };
  const choose = (at, quiet) => {
    state.node = at;
    state.turn = null;
    all(".chosen").forEach((item) => item.classList.remove("chosen"));
    all(".ribbon.lit").forEach((item) => item.classList.remove("lit"));
    all('svg.course [data-node="' + at + '"]').forEach((item) => item.classList.add("chosen"));
    all('.ribbon[data-end="' + at + '"]').forEach((item) => item.classList.add("lit"));
    tell(at);
    if (quiet) return;
    if (state.view === "around") near();
    if (state.view === "whole") lines();
    address();
  };
  const chooseTurn = (turn) => {
    state.node = null;
    state.turn = turn;
    all(".chosen, .ribbon.lit").forEach((item) => item.classList.remove("chosen", "lit"));
    all('svg.course [data-turn="' + turn + '"]').forEach((item) => item.classList.add("chosen"));
    tellTurn(turn);
  };
  const act = (event) => {
    const target = event.target.closest("[data-node], [data-turn], [data-view], button[data-ladder]");
    if (!target || (event.type === "keydown" && !(target instanceof SVGElement))) return;
    event.preventDefault();
    if (target.dataset.node) choose(Number(target.dataset.node));
    else if (target.dataset.turn) chooseTurn(Number(target.dataset.turn));
    else if (target.dataset.view) view(target.dataset.view);
    else if (target.dataset.ladder) {
      all("figure.ladder").forEach((figure) => { figure.hidden = figure.dataset.ladder !== target.dataset.ladder; });
      all("button[data-ladder]").forEach((button) => button.setAttribute("aria-pressed", String(button === target)));
    }
  };
  document.addEventListener("click", act);
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target instanceof SVGElement) act(event);
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); one("#query").focus(); }
  });
  all("input[data-group]").forEach((box) => box.addEventListener("change", () => all('g.group[data-group="' + box.dataset.group + '"]').forEach((path) => { path.style.display = box.checked ? "" : "none"; })));

  // Search.
  const query = one("#query");
  const found = one("#found");
  let at = -1;
  const close = () => { found.hidden = true; query.setAttribute("aria-expanded", "false"); at = -1; };
  const take = (node) => { close(); query.value = ""; state.node = node; view(state.view === "course" && !["ending", "rung"].includes(nodes[node].k) ? "around" : state.view); choose(node); };
  const pick = (next) => {
    const items = all("li", found);
    if (!items.length) return;
    at = (next + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    items[at].scrollIntoView({ block: "nearest" });
    query.setAttribute("aria-activedescendant", items[at].id);
  };
  query.addEventListener("input", () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) { close(); return; }
    const hits = nodes.map((node, place) => [place, (node.n + " " + node.i + " " + say(node.k) + " " + (node.o || "")).toLowerCase()]).filter(([, text]) => words.every((word) => text.includes(word))).sort((a, b) => nodes[b[0]].c - nodes[a[0]].c).slice(0, 30);
    found.replaceChildren(...hits.map(([place], row) => {
      const node = nodes[place];
      const item = make("li", { role: "option", id: "found-" + row, "aria-selected": "false" }, node.n, " ", make("small", {}, say(node.k) + (node.o ? ", " + node.o : "") + (node.c ? "" : ", " + say("never"))));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
      return item;
    }));
    if (!hits.length) found.append(make("li", { role: "option" }, make("small", {}, say("Nothing of that name."))));
    found.hidden = false;
    query.setAttribute("aria-expanded", "true");
    found.dataset.hits = JSON.stringify(hits.map(([place]) => place));
    if (hits.length) pick(0);
  });
  query.addEventListener("keydown", (event) => {
    const hits = JSON.parse(found.dataset.hits || "[]");
    if (event.key === "ArrowDown") { event.preventDefault(); pick(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); pick(at - 1); }
    else if (event.key === "Enter" && !found.hidden && hits[at] != null) { event.preventDefault(); take(hits[at]); }
    else if (event.key === "Escape") close();
  });
  query.addEventListener("blur", close);

  const route = () => {
    const [name, id] = location.hash.slice(1).split("/");
    const node = id ? nodes.findIndex((one) => one.i === decodeURIComponent(id)) : -1;
    state.node = node < 0 ? null : node;
    if (node < 0) show(...start);
    view(["course", "around", "whole", "list"].includes(name) ? name : "course");
    if (0 <= node) choose(node, true);
  };
  window.addEventListener("popstate", route);
  let wait = 0;
  window.addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(() => { if (state.view === "around") near(); if (state.view === "whole") everything(); }, 150); });
  if (location.hash) route();
  else all("main > .view").forEach((section) => { section.hidden = section.id !== "v-course"; });
})();
