// One look for everything that is drawn: how light becomes the colours of a screen.
import { NeutralToneMapping, type WebGLRenderer } from "three";

export function setTone(renderer: WebGLRenderer): void {
	renderer.toneMapping = NeutralToneMapping;
	renderer.toneMappingExposure = 1.12;
}
