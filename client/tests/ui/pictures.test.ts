// Only pictures of products are ever fetched because a message names them.
import { expect, test } from "vitest";
import { pictureAddress, pictureKey } from "../../src/ui/pictures";

test.each([
	["/media/products/wafer.webp", "products/wafer.webp"],
	["/media/products/large/wafer.jpg", "products/large/wafer.jpg"],
	["/media/products/small/wafer.webp", "products/small/wafer.webp"],
])("the picture at %s can be sent and is found again", (address, key) => {
	expect(pictureKey(address)).toBe(key);
	expect(pictureAddress(key)).toBe(address);
});

test.each([
	"products/../x.webp",
	"products/other/x.webp",
	"logos/x.webp",
	"products/x.svg",
	"products/large/small/x.webp",
])("%s is not fetched", (key) => expect(pictureAddress(key)).toBeNull());
