// Who stands near you and what you can do with them; gestures for all; and which line of the hall this is.
// Everybody else is a dot on the map.

import { useSignal } from "@preact/signals";
import { SCRIPTED } from "../wire/messages";
import { APPLAUD, CLAP, WAVE } from "../world/gestures";
import { nearest } from "../world/people";
import { NEAR_METRES } from "./around";
import type { Desk } from "./desk";
import { OpenWardrobe } from "./open-wardrobe";
import { PeopleAll } from "./people-all";

const MOST = 20;

function HallLines({ desk }: { desk: Desk }) {
	const { words, lines } = desk;
	const list = lines.list.value;
	if (lines.current.value === 0) return null;
	return (
		<section class="lines" aria-label={words("lines.title")}>
			<p class="lines__now">
				{words("lines.now", { line: lines.current.value, count: Math.max(lines.count.value, 1) })}{" "}
				<button type="button" class="button button--small button--quiet" onClick={() => desk.askLines()}>
					{words("lines.change")}
				</button>
			</p>
			{lines.refused.value !== 0 && (
				<p class="field__error" role="alert">
					{words("lines.refused")}
				</p>
			)}
			{list && (
				<ul class="lines__list">
					{list.map(({ line, people, room }) => (
						<li key={line}>
							<span>{words("lines.line", { line })}</span>
							<span class="soft small">{words("lines.people", { count: people, room })}</span>
							{line === lines.current.value ? (
								<span class="mark">{words("lines.here")}</span>
							) : (
								<button
									type="button"
									class="button button--small"
									disabled={people >= room}
									onClick={() => desk.changeLine(line)}
								>
									{words("lines.go")}
									<span class="hidden-visually"> {words("lines.line", { line })}</span>
								</button>
							)}
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

function Gestures({ desk }: { desk: Desk }) {
	const { words } = desk;
	return (
		<div class="actions people-near__gestures">
			<button type="button" class="button button--small" onClick={() => desk.gesture(WAVE)}>
				{words("gesture.wave")}
			</button>
			<button type="button" class="button button--small" onClick={() => desk.gesture(CLAP)}>
				{words("gesture.clap")}
			</button>
			<button type="button" class="button button--small" onClick={() => desk.gesture(APPLAUD)}>
				{words("gesture.applaud")}
			</button>
			<button type="button" class="button button--small" onClick={() => desk.sit()}>
				{words("gesture.sit")}
			</button>
		</div>
	);
}

export function PeopleNear({ desk }: { desk: Desk }) {
	const { words, people, self } = desk;
	// Reading the beat makes this look again a few times a second.
	const near = desk.beat.value >= 0 ? nearest(people, self, MOST, NEAR_METRES) : [];
	const picked = people.person.indexOf(desk.picked.value);
	const shown = picked >= 0 ? [picked, ...near.filter((slot) => slot !== picked)] : near;
	const followed = desk.following.value;
	const isAll = useSignal(false);
	return (
		<>
			<HallLines desk={desk} />
			<Gestures desk={desk} />
			{followed && (
				<p class="people-near__followed">
					{words("people.following", { name: followed.name })}{" "}
					<button type="button" class="button button--small" onClick={() => desk.leave()}>
						{words("people.leave")}
					</button>
				</p>
			)}
			<div class="chat__rooms" role="tablist" aria-label={words("panel.people")}>
				{[false, true].map((all) => (
					<button
						key={String(all)}
						type="button"
						role="tab"
						class="chat__room"
						aria-selected={isAll.value === all}
						onClick={() => {
							isAll.value = all;
						}}
					>
						{words(all ? "people.all" : "people.near")}
					</button>
				))}
			</div>
			<OpenWardrobe desk={desk} />
			{isAll.value && <PeopleAll desk={desk} />}
			{!isAll.value && shown.length === 0 && <p class="soft">{words("people.none")}</p>}
			<ul class="people-near" hidden={isAll.value}>
				{shown.map((slot) => {
					const [id, person, name] = [people.id[slot], people.person[slot], people.name[slot]];
					const metres = Math.round(Math.hypot(people.x[slot] - self.x, people.z[slot] - self.z));
					return (
						<li key={id} class={slot === picked ? "people-near__picked" : undefined}>
							<span class="people-near__name">{name}</span>
							{(people.flags[slot] & SCRIPTED) !== 0 && <span class="mark">{words("chat.scripted")}</span>}
							<span class="soft small">{words("people.metres", { count: metres })}</span>
							<span class="people-near__acts">
								<button
									type="button"
									class="button button--small button--quiet"
									aria-label={words("gesture.waveTo", { name })}
									onClick={() => desk.gesture(WAVE, id)}
								>
									{words("gesture.wave")}
								</button>
								<button
									type="button"
									class="button button--small button--quiet"
									aria-label={words("gesture.handTo", { name })}
									onClick={() => desk.shakeHands(id)}
								>
									{words("gesture.hand")}
								</button>
								<button
									type="button"
									class="button button--small button--quiet"
									aria-label={words("people.followWho", { name })}
									onClick={() => desk.follow(person, name)}
								>
									{words("people.follow")}
								</button>
							</span>
						</li>
					);
				})}
			</ul>
		</>
	);
}
