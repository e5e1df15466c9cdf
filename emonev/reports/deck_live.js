'use strict';
// Only in the page the dashboard serves: newer data, and phones in the hall. Nothing is redrawn.
(function () {
  var one = function (id) { return document.getElementById(id); };
  var mark = one('newer'), button = one('hp'), panel = one('phones');
  var MINUTE = 60000;

  function newer(words) {
    mark.hidden = !words;
    mark.textContent = words ? 'Ada data lebih baru: ' + words : '';
    if (words) { mark.setAttribute('data-tip', mark.textContent + '\nPaparan ini tetap memakai angka yang dibekukan.'); }
  }

  function guests(hall) {
    button.hidden = !hall;
    if (!hall) { panel.classList.remove('on'); return; }
    panel.querySelector('.address').textContent = hall.alamat;
    var svg = panel.querySelector('.guests svg');
    svg.setAttribute('viewBox', '0 0 ' + hall.sisi + ' ' + hall.sisi);
    svg.querySelector('path').setAttribute('d', hall.jalur);
  }

  function toggle() {
    if (button.hidden) { return; }
    var was = panel.classList.contains('on');
    Array.prototype.forEach.call(document.querySelectorAll('.panel.on'), function (other) {
      other.classList.remove('on');
    });
    panel.classList.toggle('on', !was);
  }

  function ask() {
    window.fetch(mark.getAttribute('data-ask'), { cache: 'no-store', credentials: 'same-origin' })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (said) { if (said) { newer(said.baru); guests(said.hp); } })
      .catch(function () { /* the server is away: the frozen figures stay */ });
  }

  button.addEventListener('click', toggle);
  document.addEventListener('keydown', function (event) {
    var plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && (event.key === 'q' || event.key === 'Q')) { toggle(); }
  });
  ask();
  window.setInterval(ask, MINUTE);
})();
