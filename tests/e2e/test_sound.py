"""The hall is heard only when a visitor turns it on; what sounds means is said in words too."""

from e2e.visitor import HALL_SECONDS, HEARD_SECONDS, enter_as_guest, enter_hall, open_panel, readout, until

# Listens beside the loudspeaker.
EAR = """
window.contexts = [];
const Plain = window.AudioContext;
window.AudioContext = class extends Plain {
    constructor(...all) { super(...all); window.contexts.push(this); this.ear = new AnalyserNode(this, { fftSize: 32768 }); }
};
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...all) {
    if (to === this.context.destination && this.context.ear) connect.call(this, this.context.ear);
    return connect.call(this, to, ...all);
};
window.loudness = () => {
    const [context] = window.contexts;
    if (!context || context.state !== "running") return 0;
    const samples = new Float32Array(context.ear.fftSize);
    context.ear.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
};
"""


def test_hall_is_silent_until_it_is_turned_on_and_again_when_turned_off(fair_address, new_page, pictures):
    page = new_page()
    page.add_init_script(EAR)
    scripts = []
    page.on("request", lambda request: scripts.append(request.url))
    enter_as_guest(page, fair_address, "听展的人", "/en")
    enter_hall(page, fair_address, "/en")
    panel = open_panel(page, "o", "settings")
    assert page.evaluate("window.contexts.length") == 0
    assert not any("/sounds-" in url for url in scripts)
    panel.get_by_label("Hear the hall").check()
    until(lambda: page.evaluate("window.loudness()") > 0.001, HALL_SECONDS, "a sound")
    panel.get_by_label("Captions for sounds").check()
    page.screenshot(path=pictures / "settings-sound.png", timeout=90_000)
    panel.get_by_label("Hear the hall").uncheck()
    until(lambda: page.evaluate("window.loudness()") < 0.0001, HEARD_SECONDS, "silence")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("2")
    page.get_by_text("Applause near you").wait_for(timeout=HEARD_SECONDS * 1000)
    assert readout(page, "connection") == "online"
