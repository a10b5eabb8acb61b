// The hall's sounds, made by the browser: murmur, steps, applause, music from the stage, a chime. Nothing is recorded or fetched.
// When they are heard is sound.ts; this is loaded when somebody turns sound on.
//
// Murmur is brown noise through bands where vowels lie, each swelling and sinking at the pace of syllables (three to five a second).
// Everything that sounds again and again is made once and only its loudness is moved, so that walking makes no objects.

const NOISE_SECONDS = 5;
/** Middle of a band (Hz), how narrow, swells a second: first formants of voices, men's and women's. */
const BANDS = [
	[320, 1.4, 3.1],
	[520, 1.8, 4.3],
	[780, 2.2, 3.7],
	[1250, 2.6, 5.2],
	[2100, 3, 4.7],
] as const;
/** A calm chord, low to high, Hz; each voice swells by itself. */
const CHORD = [146.8, 220, 277.2, 329.6] as const;
/** The chime: notes one after the other, and the partials of a bar of metal with their loudness. */
const CHIME = [659.3, 523.3, 784] as const;
const NOTE_SECONDS = 0.42;
const PARTIALS = [
	[1, 1],
	[2.76, 0.4],
	[5.4, 0.12],
] as const;
const SOFT_SECONDS = 0.6;
const SILENT = 0.0001;
const LOUD = { murmur: 0.5, step: 0.32, clap: 0.5, stage: 0.05, chime: 0.3 };
const CLAPS = 9;
const APPLAUSE = 38;
const CLAP_SECONDS = 0.19;
/** So many people near are a full murmur. */
const FULL_CROWD = 60;

/** How loud a crowd of so many murmurs, 0..1: a lone visitor hears the empty hall. */
export function murmurOf(near: number): number {
	return Math.min(1, 0.08 + 0.92 * Math.sqrt(near / FULL_CROWD));
}
/** How loud a stage so many metres away is, 0..1. */
export function stageOf(metres: number): number {
	return metres < 40 ? 1 / (1 + (metres / 6) ** 2) : 0;
}

function noise(context: BaseAudioContext): AudioBuffer {
	const buffer = context.createBuffer(1, NOISE_SECONDS * context.sampleRate, context.sampleRate);
	const samples = buffer.getChannelData(0);
	let last = 0;
	for (let at = 0; at < samples.length; at++) {
		last = (last + 0.04 * (Math.random() * 2 - 1)) / 1.02;
		samples[at] = last * 5;
	}
	// The end goes over into the beginning.
	const seam = Math.floor(context.sampleRate / 10);
	for (let at = 0; at < seam; at++) {
		const from = samples.length - seam + at;
		samples[from] = samples[from] * (1 - at / seam) + samples[at] * (at / seam);
	}
	return buffer;
}

export class Sounds {
	private readonly master: GainNode;
	private readonly murmur: GainNode;
	private readonly stage: GainNode;
	private readonly step: GainNode;
	private readonly clap: GainNode;

	constructor(private readonly context: BaseAudioContext) {
		this.master = this.gain(0, context.destination);
		this.murmur = this.gain(0, this.master);
		this.stage = this.gain(0, this.master);
		this.step = this.gain(0, this.master);
		this.clap = this.gain(0, this.master);
		const source = context.createBufferSource();
		source.buffer = noise(context);
		source.loop = true;
		for (const [hertz, narrow, pace] of BANDS) {
			const band = this.gain(0.5, this.murmur);
			this.filter("bandpass", hertz, narrow, source, band);
			this.swell(pace, 0.45, band);
		}
		this.filter("lowpass", 240, 0.8, source, this.step);
		this.filter("bandpass", 1400, 0.9, source, this.clap);
		source.start();
		for (const [at, hertz] of CHORD.entries()) {
			const voice = this.gain(0.5, this.stage);
			const tone = context.createOscillator();
			tone.type = "triangle";
			tone.frequency.value = hertz;
			tone.connect(voice);
			tone.start();
			this.swell(0.07 + at * 0.03, 0.4, voice);
		}
	}

	setVolume(volume: number): void {
		this.soften(this.master.gain, volume);
	}

	/** The murmur of so many people near. */
	setCrowd(near: number): void {
		this.soften(this.murmur.gain, murmurOf(near) * LOUD.murmur);
	}

	/** The music of a stage so many metres away. */
	setStage(metres: number): void {
		this.soften(this.stage.gain, stageOf(metres) * LOUD.stage);
	}

	/** Neither murmur nor music. */
	hush(): void {
		this.soften(this.murmur.gain, 0);
		this.soften(this.stage.gain, 0);
	}

	/** One foot is put down. */
	putFoot(isRunning: boolean): void {
		this.strike(this.step.gain, this.context.currentTime, LOUD.step * (isRunning ? 1.5 : 1), 0.11);
	}

	/** Claps by somebody so many metres away: a few, or as long as people applaud. */
	applaud(metres: number, isLong = false): void {
		const now = this.context.currentTime;
		const loud = LOUD.clap / (1 + (metres / 5) ** 2);
		for (let at = 0; at < (isLong ? APPLAUSE : CLAPS); at++)
			this.strike(this.clap.gain, now + at * CLAP_SECONDS, loud, 0.06);
	}

	chime(): void {
		const { context } = this;
		const begin = context.currentTime + 0.03;
		for (const [at, hertz] of CHIME.entries()) {
			for (const [times, loud] of PARTIALS) {
				const tone = context.createOscillator();
				const fading = this.gain(0, this.master);
				tone.frequency.value = hertz * times;
				tone.connect(fading);
				this.strike(fading.gain, begin + at * NOTE_SECONDS, LOUD.chime * loud, 1.3 / times);
				tone.start(begin + at * NOTE_SECONDS);
				tone.stop(begin + at * NOTE_SECONDS + 2);
				tone.onended = () => fading.disconnect();
			}
		}
	}

	private gain(value: number, to: AudioNode): GainNode {
		const made = this.context.createGain();
		made.gain.value = value;
		made.connect(to);
		return made;
	}

	private filter(type: BiquadFilterType, hertz: number, narrow: number, from: AudioNode, to: AudioNode): void {
		const made = this.context.createBiquadFilter();
		made.type = type;
		made.frequency.value = hertz;
		made.Q.value = narrow;
		from.connect(made);
		made.connect(to);
	}

	/** Moves a loudness up and down so many times a second. */
	private swell(pace: number, much: number, of: GainNode): void {
		const wave = this.context.createOscillator();
		wave.frequency.value = pace;
		const depth = this.context.createGain();
		depth.gain.value = much;
		wave.connect(depth);
		depth.connect(of.gain);
		wave.start();
	}

	private soften(loudness: AudioParam, to: number): void {
		loudness.setTargetAtTime(to, this.context.currentTime, SOFT_SECONDS / 3);
	}

	/** Loud at once, then gone in `seconds`. */
	private strike(loudness: AudioParam, at: number, loud: number, seconds: number): void {
		loudness.setValueAtTime(Math.max(SILENT, loud), at);
		loudness.exponentialRampToValueAtTime(SILENT, at + seconds);
		loudness.setValueAtTime(0, at + seconds);
	}
}
