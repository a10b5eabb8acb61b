// What this device and its network say of themselves.

/** True when a WebGL2 context can be made. */
export function canDraw(): boolean {
	return document.createElement("canvas").getContext("webgl2") !== null;
}

export function isSavingData(): boolean {
	const connection: unknown = Reflect.get(navigator, "connection");
	return typeof connection === "object" && connection !== null && Reflect.get(connection, "saveData") === true;
}

/** As the browser rounds it; 8 where it does not tell. */
export function memoryGb(): number {
	const told: unknown = Reflect.get(navigator, "deviceMemory");
	return typeof told === "number" ? told : 8;
}
