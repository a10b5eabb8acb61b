import { expect, test } from "vitest";
import { gatewayAddresses } from "../../src/net/passes";

const page = { protocol: "http:", hostname: "fair.test", port: "8000" };

test("gateway addresses are the pass's nodes, else its one, else the page's host one port up", () => {
	expect(gatewayAddresses({ gateway: "ws://a/", gateways: ["ws://b/", "ws://c/"] }, page)).toEqual([
		"ws://b/",
		"ws://c/",
	]);
	expect(gatewayAddresses({ gateway: "ws://a/", gateways: [] }, page)).toEqual(["ws://a/"]);
	expect(gatewayAddresses({ gateway: "ws://a/" }, page)).toEqual(["ws://a/"]);
	expect(gatewayAddresses({ gateway: "" }, page)).toEqual(["ws://fair.test:8001/"]);
	expect(gatewayAddresses({ gateway: "" }, { protocol: "https:", hostname: "fair.test", port: "" })).toEqual([
		"wss://fair.test:444/",
	]);
});
