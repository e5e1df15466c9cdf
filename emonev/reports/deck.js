'use strict';
(function () {
  var all = function (what) { return Array.prototype.slice.call(document.querySelectorAll(what)); };
  var one = function (id) { return document.getElementById(id); };
  var stage = one('stage'), slides = all('.slide'), panels = all('.panel');
  var jump = one('jump'), tip = one('tip'), at = 0, typed = '', typing = 0, resting = 0;
  var narrow = function () { return window.innerWidth <= 800; };

  function fit() {
    if (narrow()) { stage.style.transform = ''; return; }
    var scale = Math.min(window.innerWidth / 1280, window.innerHeight / 720);
    var left = (window.innerWidth - 1280 * scale) / 2, top = (window.innerHeight - 720 * scale) / 2;
    stage.style.transform = 'translate(' + left + 'px,' + top + 'px) scale(' + scale + ')';
  }

  // ---- Panels: notes, tables, cards, overview, help. One at a time.
  function close() {
    var open = false;
    panels.forEach(function (panel) {
      if (panel.classList.contains('on')) { open = true; panel.classList.remove('on'); }
    });
    tip.style.display = 'none';
    jump.value = '';
    return open;
  }

  function toggle(panel) {
    if (!panel) { return; }
    var was = panel.classList.contains('on');
    close();
    if (!was) { panel.classList.add('on'); panel.scrollTop = 0; }
  }

  function notes() { toggle(one('notes-' + at)); }
  function table() { toggle(one('table-' + at)); }
  function help() { toggle(one('help')); }

  // ---- Walking
  function show(number) {
    var talking = one('notes-' + at) && one('notes-' + at).classList.contains('on');
    close();
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach(function (slide, i) { slide.classList.toggle('on', i === at); });
    one('count').textContent = (at + 1) + ' / ' + slides.length;
    one('state').textContent = slides[at].getAttribute('data-state');
    one('talk').disabled = !one('notes-' + at);
    one('table').disabled = !one('table-' + at);
    if (talking) { notes(); }
    spill();
    if (narrow()) { window.scrollTo(0, 0); }
    // A reload, wanted or not, comes back to the same slide.
    try { window.history.replaceState(null, '', '#' + (at + 1)); } catch (refused) { /* a file */ }
  }

  // What a long table still holds below the edge must be told.
  function spill() {
    var body = slides[at].querySelector('.body');
    var left = body ? body.scrollHeight - body.clientHeight - body.scrollTop : 0;
    one('spill').classList.toggle('on', left > 8);
  }

  function next() { show(at + 1); }
  function back() { show(at - 1); }
  function asked() { return parseInt(window.location.hash.slice(1), 10) - 1 || 0; }

  function scroll(step) {
    var panel = panels.find(function (one) { return one.classList.contains('on'); });
    (panel || slides[at].querySelector('.body') || stage).scrollTop += step;
  }

  function go(code) {
    if (!code) { return; }
    close();
    var first = slides.findIndex(function (slide) { return slide.getAttribute('data-place') === code; });
    var card = all('.card').find(function (one) { return one.getAttribute('data-code') === code; });
    if (card) { card.classList.add('on'); card.scrollTop = 0; }
    else if (first >= 0) { show(first); }
  }

  // ---- The overview: a small picture of each slide (drawn when first wanted) and its title.
  function pick(slide, number) {
    var button = document.createElement('button'), small = document.createElement('span');
    var heading = slide.querySelector('h1'), words = document.createElement('span');
    button.className = 'pick';
    small.className = 'small';
    if (!narrow()) {
      var copy = slide.cloneNode(true);
      copy.className += ' copy';
      copy.classList.remove('on');
      small.appendChild(copy);
    }
    words.textContent = (number + 1) + '. ' + heading.textContent;
    button.appendChild(small);
    button.appendChild(words);
    button.addEventListener('click', function () { show(number); });
    return button;
  }

  function overview() {
    var list = one('overview').querySelector('.picks');
    if (!list.childNodes.length) {
      slides.forEach(function (slide, number) { list.appendChild(pick(slide, number)); });
    }
    toggle(one('overview'));
    Array.prototype.forEach.call(list.childNodes, function (button, number) {
      button.classList.toggle('here', number === at);
    });
    if (one('overview').classList.contains('on')) { list.childNodes[at].focus(); }
  }

  function walk(step) {
    var list = all('.pick'), here = list.indexOf(document.activeElement);
    list[Math.max(0, Math.min(list.length - 1, (here < 0 ? at : here) + step))].focus();
  }

  // ---- The screen
  function full() {
    if (document.fullscreenElement) { document.exitFullscreen(); return; }
    if (!document.documentElement.requestFullscreen) { return; }
    document.documentElement.requestFullscreen();
    // The projector must not fall asleep in mid-talk; not every browser can promise it.
    if (navigator.wakeLock) { navigator.wakeLock.request('screen').catch(function () {}); }
  }

  function black(wanted) { one('black').classList.toggle('on', wanted); }
  function dark() { return one('black').classList.contains('on'); }

  function rest() {
    document.body.classList.remove('resting');
    window.clearTimeout(resting);
    resting = window.setTimeout(function () {
      if (document.fullscreenElement) { document.body.classList.add('resting'); }
    }, 3000);
  }

  // ---- A number, then Enter
  function type(digit) {
    typed = (typed + digit).slice(-3);
    tell('Ke slide ' + typed + ' – tekan Enter');
  }

  function tell(words) {
    window.clearTimeout(typing);
    one('typed').textContent = words;
    one('typed').classList.toggle('on', !!words);
    if (words) { typing = window.setTimeout(forget, 4000); }
  }

  function forget() { typed = ''; tell(''); }

  function enter() {
    var number = parseInt(typed, 10);
    forget();
    if (!number) { return; }
    if (number > slides.length) { tell('Hanya ada ' + slides.length + ' slide'); return; }
    show(number - 1);
  }

  function leave() {
    if (typed) { forget(); return; }
    if (!close() && document.fullscreenElement) { document.exitFullscreen(); }
    jump.blur();
  }

  var keys = {
    ArrowRight: next, PageDown: next, ' ': next, n: next,
    ArrowLeft: back, PageUp: back, p: back,
    ArrowDown: function () { scroll(80); }, ArrowUp: function () { scroll(-80); },
    Home: function () { show(0); }, End: function () { show(slides.length - 1); },
    Enter: enter, Escape: leave,
    o: overview, t: table, c: notes, f: full, h: help, '?': help,
    b: function () { black(true); }, '.': function () { black(true); }
  };
  var picking = {
    ArrowRight: function () { walk(1); }, ArrowDown: function () { walk(2); },
    ArrowLeft: function () { walk(-1); }, ArrowUp: function () { walk(-2); }
  };

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    var pressed = key === 'Enter' && typed ? null : event.target.closest('button, a, select');
    if (dark()) { black(false); event.preventDefault(); return; }
    if (event.target === jump && key !== 'Escape') { return; }
    if (pressed && (key === 'Enter' || key === ' ')) { return; }
    var open = one('overview').classList.contains('on');
    if (/^[0-9]$/.test(key)) { type(key); }
    else if (open && picking[key]) { picking[key](); }
    else if (key === ' ' && event.shiftKey) { back(); }
    else if (keys[key]) { keys[key](); }
    else { return; }
    event.preventDefault();
  });

  // ---- Pointer and finger
  document.addEventListener('mousemove', function (event) {
    rest();
    var mark = event.target.closest ? event.target.closest('[data-tip]') : null;
    if (!mark) { tip.style.display = 'none'; return; }
    var place = narrow() ? { left: 0, top: 0 } : stage.getBoundingClientRect();
    var scale = narrow() ? 1 : place.width / 1280;
    tip.textContent = mark.getAttribute('data-tip');
    tip.style.display = 'block';
    var x = (event.clientX - place.left) / scale + 16, y = (event.clientY - place.top) / scale + 16;
    var most = narrow() ? window.innerWidth : 1280, low = narrow() ? window.innerHeight : 720;
    tip.style.left = Math.max(4, Math.min(x, most - tip.offsetWidth - 8)) + 'px';
    tip.style.top = Math.max(4, y + tip.offsetHeight > low - 8 ? y - tip.offsetHeight - 32 : y) + 'px';
  });

  document.addEventListener('click', function (event) {
    var target = event.target;
    if (dark()) { black(false); return; }
    // A key pressed after a click belongs to the slides, not to the button.
    if (event.detail && target.closest('button')) { target.closest('button').blur(); }
    if (target.closest('.close')) { close(); return; }
    var mark = target.closest('.area, .bar');
    if (mark) { go(mark.getAttribute('data-code')); }
  });

  var began = null;
  function wide(element) {
    while (element && element !== document.body) {
      if (element.scrollWidth > element.clientWidth + 4 &&
          getComputedStyle(element).overflowX !== 'visible') { return true; }
      element = element.parentElement;
    }
    return false;
  }
  document.addEventListener('touchstart', function (event) {
    var finger = event.touches[0];
    var zoomed = window.visualViewport && window.visualViewport.scale > 1.05;
    var taken = event.target.closest('.panel, #bar') || wide(event.target);
    began = event.touches.length === 1 && !zoomed && !taken ? [finger.clientX, finger.clientY] : null;
  }, { passive: true });
  document.addEventListener('touchend', function (event) {
    if (!began) { return; }
    var x = event.changedTouches[0].clientX - began[0], y = event.changedTouches[0].clientY - began[1];
    began = null;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) { show(at + (x < 0 ? 1 : -1)); }
  }, { passive: true });

  one('next').addEventListener('click', next);
  one('back').addEventListener('click', back);
  one('full').addEventListener('click', full);
  one('talk').addEventListener('click', notes);
  one('table').addEventListener('click', table);
  one('count').addEventListener('click', overview);
  jump.addEventListener('change', function () { var code = jump.value; jump.blur(); go(code); });
  window.addEventListener('resize', function () { fit(); spill(); });
  document.addEventListener('scroll', spill, true);
  window.addEventListener('hashchange', function () { show(asked()); });
  if (jump.options.length < 2) { jump.hidden = true; }
  fit();
  show(asked());
})();
