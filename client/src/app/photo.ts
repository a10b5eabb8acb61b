// A picture of the hall as it is seen now: given to the device's share sheet where there is one, else saved as a file.
// Drawing it is the scene's work.

/** Shares or saves the picture; what was done, so that it can be said: "kept" when somebody closed the share sheet. */
export async function givePicture(picture: Blob, name: string): Promise<"shared" | "saved" | "kept"> {
	const file = new File([picture], name, { type: picture.type });
	if (navigator.canShare?.({ files: [file] }) && matchMedia("(pointer: coarse)").matches) {
		try {
			await navigator.share({ files: [file] });
			return "shared";
		} catch (error) {
			if (error instanceof DOMException && error.name === "AbortError") return "kept";
		}
	}
	const link = document.createElement("a");
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// The download holds its own copy once it has begun.
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
	return "saved";
}

/** `hall-1-2026-11-25-0930.jpg`: what a folder of pictures sorts by. */
export function pictureName(hall: string, now: Date): string {
	const two = (number: number) => String(number).padStart(2, "0");
	const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
	return `${hall}-${day}-${two(now.getHours())}${two(now.getMinutes())}.jpg`;
}
