// Keeps a page up to date and sends forms without leaving it. Without it, forms and a reload do the same.
(function () {
  "use strict";
  var live = document.body.dataset.live;
  var lost = document.getElementById("lost");
  // The moment for which the page was made: what happened before its stream of news stood is fetched at the first word.
  var made = (document.body.dataset.made || "").split(" ").map(Number);
  var seen = made.length === 4 ? { epoch: made[0], changed: made[1], moves: made[2], shown: made[3] } : null;
  var waiting = false;

  function say(text) {
    if (!lost) return;
    lost.hidden = !text;
    lost.textContent = text || "";
  }

  // Clocks run on the page between two words of the server.
  function tick() {
    document.querySelectorAll(".clock[data-left]").forEach(function (clock) {
      if (clock.dataset.ends === undefined) clock.dataset.ends = String(Date.now() + 1000 * Number(clock.dataset.left));
      var beside = clock.nextElementSibling;
      if (beside && beside.classList.contains("paused")) beside.hidden = clock.dataset.runs === "1";
      if (clock.dataset.runs !== "1") return;
      var left = Math.max(0, Math.ceil((Number(clock.dataset.ends) - Date.now()) / 1000));
      clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
      clock.classList.toggle("up", left === 0);
    });
  }
  setInterval(tick, 500);

  function busy() {
    var at = document.activeElement;
    return at && (at.tagName === "TEXTAREA" || at.tagName === "SELECT" || (at.tagName === "INPUT" && at.type !== "radio" && at.type !== "checkbox"));
  }

  // What was typed and unfolded lives on when a part of the page is new; when a turn is over, what belongs to no turn: a message,
  // and the notes of a role that one still has.
  var lasts = { text: 1, to: 1, note: 1 };
  function keep(root, but, lasting) {
    var kept = {}, note = root.querySelector("#note"), role = note && note.dataset.role;
    root.querySelectorAll("textarea, input, select").forEach(function (field) {
      if (!field.id || field.type === "hidden" || field.id === but) return;
      if (lasting && (!lasts[field.id] || field.value === field.defaultValue)) return;
      kept[field.id] = field.type === "radio" || field.type === "checkbox" ? field.checked : field.value;
    });
    var open = [];
    if (!lasting) root.querySelectorAll("details").forEach(function (details, at) { open[at] = details.open; });
    var focus = document.activeElement && root.contains(document.activeElement) ? document.activeElement.id : "";
    if (lasting && kept[focus] === undefined) focus = "";
    var caret = focus && document.activeElement.selectionStart;
    return function (fresh) {
      fresh.querySelectorAll("textarea, input, select").forEach(function (field) {
        if (!field.id || kept[field.id] === undefined || field.type === "hidden" || field.disabled) return;
        if (lasting && field.id === "note" && field.dataset.role !== role) return;
        if (field.type === "radio" || field.type === "checkbox") field.checked = kept[field.id];
        else field.value = kept[field.id];
      });
      var all = fresh.querySelectorAll("details");
      if (!lasting && all.length === open.length) all.forEach(function (details, at) { details.open = open[at]; });
      var field = focus && document.getElementById(focus);
      if (field) { field.focus({ preventScroll: true }); try { field.setSelectionRange(caret, caret); } catch (e) { } }
      return Boolean(field);
    };
  }

  // One fetch at a time, and one more for what was asked for meanwhile: an older answer never lies over a newer one.
  // What did not come is asked for again, ever more slowly, and meanwhile the page says that it may be old.
  var fetching = false, next = null, failed = 0;
  function both(one, other) {
    if (!other) return one;
    var main = one.name === "main" || other.name === "main";
    var whole = one.whole === true || other.whole === true || one.whole || other.whole;
    return { name: main ? "main" : one.name, whole: whole };
  }
  function part(name, whole) {
    var wanted = { name: name, whole: whole || false };
    if (fetching) {
      next = both(wanted, next);
      return;
    }
    fetching = true;
    get(name, whole).then(function (laid) {
      fetching = false;
      var then = next;
      next = null;
      if (laid) {
        if (failed) say("");
        failed = 0;
        if (then) part(then.name, then.whole);
        return;
      }
      failed += 1;
      say(document.body.dataset.lost);
      var again = both(wanted, then);
      setTimeout(function () { part(again.name, again.whole); }, Math.min(20000, 500 * Math.pow(2, failed)));
    });
  }

  // Whether the part has been laid into the page.
  function get(name, whole) {
    var mark = location.search ? "&" : "?";
    return fetch(location.pathname + location.search + mark + "part=" + name, { headers: { "x-part": name }, cache: "no-store" })
      .then(function (answer) {
        if (answer.redirected || answer.status === 401 || answer.status === 403) { location.reload(); return true; }
        if (!answer.ok) return false;
        return answer.text().then(function (text) {
          if (name === "talk") {
            var talk = document.getElementById("talk");
            if (!talk) return true;
            var restore = keep(talk);
            talk.innerHTML = text;
            restore(talk);
          } else {
            var page = document.getElementById("page");
            if (!page) return true;
            // Where roles passed on, the notes are those of other roles now; what else was typed is one's own.
            var put = keep(page, whole === "roles" ? "note" : "", whole === true);
            page.innerHTML = text;
            if (!put(page) && whole === true) { var main = document.getElementById("main"); window.scrollTo(0, 0); if (main) main.focus({ preventScroll: true }); }
          }
          tick();
          pictures();
          return true;
        });
      }).catch(function () { return false; });
  }

  // Pictures are fetched when the page stands.
  function pictures() {
    document.querySelectorAll("[data-picture]").forEach(function (place) {
      var from = place.dataset.picture;
      delete place.dataset.picture;
      fetch(from, { headers: { "x-part": "map" }, cache: "no-store" }).then(function (answer) {
        return answer.ok ? answer.text().then(function (text) { place.innerHTML = text; }) : null;
      }).catch(function () { });
    });
  }
  pictures();

  // A stream that is lost comes back by itself; one that was refused does not, and is asked for again, ever more slowly.
  var refused = 0;
  function listen() {
    var source = new EventSource(live);
    source.onopen = function () { refused = 0; };
    source.addEventListener("now", function (event) {
      if (!failed) say("");
      var now = JSON.parse(event.data);
      if (seen !== null) {
        if (now.epoch !== seen.epoch) part("main", true);
        else if (now.moves !== seen.moves) part("main", "roles");
        else if (now.shown !== seen.shown) part("main");
        else if (now.changed !== seen.changed) {
          if (document.getElementById("talk")) part("talk");
          else if (busy()) waiting = true;
          else part("main");
        }
      }
      seen = now;
      if (now.left !== undefined) {
        document.querySelectorAll(".bar .clock").forEach(function (clock) {
          clock.dataset.ends = String(Date.now() + 1000 * now.left);
          clock.dataset.runs = now.runs ? "1" : "0";
          // A clock that stands shows where it stands.
          clock.textContent = Math.floor(now.left / 60) + ":" + String(now.left % 60).padStart(2, "0");
        });
        tick();
      }
    });
    source.addEventListener("gone", function () { source.close(); location.assign("/"); });
    source.onerror = function () {
      say(document.body.dataset.lost);
      if (source.readyState !== EventSource.CLOSED) return;
      refused += 1;
      setTimeout(listen, Math.min(20000, 500 * Math.pow(2, refused)));
    };
  }
  if (live) listen();

  // What came while something was typed is shown when the field is left.
  document.addEventListener("focusout", function () {
    setTimeout(function () {
      if (!waiting || busy()) return;
      waiting = false;
      part("main");
    }, 200);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    // A button that leads to a page of its own is left to the browser.
    if (!live || form.dataset.quiet === undefined || (event.submitter && event.submitter.hasAttribute("formaction"))) return;
    event.preventDefault();
    var data = new URLSearchParams(new FormData(form, event.submitter || null));
    var button = event.submitter;
    if (button) button.disabled = true;
    fetch(form.action, { method: "POST", body: data, headers: { "x-part": "answer" } }).then(function (answer) {
      if (button) button.disabled = false;
      return answer.text().then(function (text) {
        var note = form.querySelector(".answer-note") || form.appendChild(Object.assign(document.createElement("p"), { className: "answer-note" }));
        note.setAttribute("role", answer.ok ? "status" : "alert");
        note.classList.toggle("fault", !answer.ok);
        note.textContent = text;
        // The page is older than the room: once that has been read, it is made anew, with what was typed.
        if (answer.status === 409) setTimeout(function () { part("main"); }, 3000);
        if (answer.ok) {
          form.querySelectorAll("textarea, input:not([type])").forEach(function (field) { if (field.id !== "note" && field.dataset.keep === undefined) field.value = ""; });
          if (form.dataset.clear !== undefined) { form.reset(); }
          var once = form.querySelector("input[name=once]");
          if (once) once.value = String(Math.floor(Math.random() * 9007199254740991) + 1);
          part(document.getElementById("talk") ? "talk" : "main");
        }
      });
    }).catch(function () {
      if (button) button.disabled = false;
      say(document.body.dataset.lost);
    });
  });
})();
