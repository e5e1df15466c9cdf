'use strict';
(function () {
  var all = function (what) { return Array.prototype.slice.call(document.querySelectorAll(what)); };
  var one = function (id) { return document.getElementById(id); };
  var stage = one('stage'), slides = all('.slide'), panels = all('.panel');
  var jump = one('jump'), tip = one('tip'), at = 0;

  function fit() {
    if (window.innerWidth <= 800) { stage.style.transform = ''; return; }
    var scale = Math.min(window.innerWidth / 1280, window.innerHeight / 720);
    var left = (window.innerWidth - 1280 * scale) / 2, top = (window.innerHeight - 720 * scale) / 2;
    stage.style.transform = 'translate(' + left + 'px,' + top + 'px) scale(' + scale + ')';
  }

  function close() {
    var open = false;
    panels.forEach(function (panel) {
      if (panel.classList.contains('on')) { open = true; panel.classList.remove('on'); }
    });
    tip.style.display = 'none';
    jump.value = '';
    return open;
  }

  function show(number) {
    var notes = one('notes-' + at) && one('notes-' + at).classList.contains('on');
    close();
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach(function (slide, i) { slide.classList.toggle('on', i === at); });
    one('count').textContent = (at + 1) + ' / ' + slides.length;
    one('state').textContent = slides[at].getAttribute('data-state');
    if (notes) { toggle(); }
    if (window.innerWidth <= 800) { window.scrollTo(0, 0); }
  }

  function toggle() {
    var notes = one('notes-' + at);
    if (notes) { notes.classList.toggle('on'); }
  }

  function go(code) {
    if (!code) { return; }
    close();
    var first = slides.findIndex(function (slide) { return slide.getAttribute('data-place') === code; });
    var card = all('.card').find(function (one) { return one.getAttribute('data-code') === code; });
    if (card) { card.classList.add('on'); card.scrollTop = 0; }
    else if (first >= 0) { show(first); }
  }

  function full() {
    if (document.fullscreenElement) { document.exitFullscreen(); }
    else if (document.documentElement.requestFullscreen) { document.documentElement.requestFullscreen(); }
  }

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target === jump && event.key !== 'Escape') { return; }
    var key = event.key;
    if (key === 'ArrowRight' || key === 'PageDown') { show(at + 1); }
    else if (key === 'ArrowLeft' || key === 'PageUp') { show(at - 1); }
    else if (key === 'Home') { show(0); }
    else if (key === 'End') { show(slides.length - 1); }
    else if (key === 'Escape') {
      if (!close() && document.fullscreenElement) { document.exitFullscreen(); }
      jump.blur();
    }
    else if (key === 'f' || key === 'F') { full(); }
    else if (key === 'c' || key === 'C') { toggle(); }
    else { return; }
    event.preventDefault();
  });

  document.addEventListener('mousemove', function (event) {
    var mark = event.target.closest ? event.target.closest('[data-tip]') : null;
    if (!mark) { tip.style.display = 'none'; return; }
    var narrow = window.innerWidth <= 800;
    var place = narrow ? { left: 0, top: 0 } : stage.getBoundingClientRect();
    var scale = narrow ? 1 : place.width / 1280;
    tip.textContent = mark.getAttribute('data-tip');
    tip.style.display = 'block';
    var x = (event.clientX - place.left) / scale + 16, y = (event.clientY - place.top) / scale + 16;
    var most = narrow ? window.innerWidth : 1280, low = narrow ? window.innerHeight : 720;
    tip.style.left = Math.max(4, Math.min(x, most - tip.offsetWidth - 8)) + 'px';
    tip.style.top = Math.max(4, y + tip.offsetHeight > low - 8 ? y - tip.offsetHeight - 32 : y) + 'px';
  });

  document.addEventListener('click', function (event) {
    var target = event.target;
    if (target.closest('.close')) { close(); return; }
    var mark = target.closest('.area, .bar');
    if (mark) { go(mark.getAttribute('data-code')); }
  });
  one('next').addEventListener('click', function () { show(at + 1); });
  one('back').addEventListener('click', function () { show(at - 1); });
  one('full').addEventListener('click', full);
  one('talk').addEventListener('click', toggle);
  jump.addEventListener('change', function () { var code = jump.value; jump.blur(); go(code); });
  window.addEventListener('resize', fit);
  fit();
  show(0);
})();
