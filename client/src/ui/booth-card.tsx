// The card of one booth: who is there, what they show, and the ways to go. The whole profile is the exhibitor's page.
import type { PlanBooth } from "../world/plan";
import { savedAddress } from "../world/saved";
import type { Desk } from "./desk";
import { later } from "./later";
import { Panel } from "./panel";
import { SaveButton } from "./save-button";
import type { Words } from "./words";

const CardScreen = later<{ words: Words; desk: Desk }>(() => import("./show-layer").then((part) => part.CardScreen));

export function BoothCard({ desk, booth }: { desk: Desk; booth: PlanBooth }) {
	const { words } = desk;
	const close = () => {
		desk.booth.value = null;
	};
	return (
		<Panel name="booth" title={booth.name || words("booth.free")} close={words("panel.close")} onClose={close}>
			<p class="booth-card__number">
				<span class="plate">
					<i class="plate__stripe" />
					<span class="plate__number">{booth.number}</span>
				</span>
				{booth.exhibitor && (
					<SaveButton desk={desk} thing={savedAddress("exhibitors", booth.exhibitor)} name={booth.name} />
				)}
				{booth.sample && <span class="mark mark--sample">{words("booth.sample")}</span>}
			</p>
			{desk.shows.of(booth.number) && <CardScreen words={words} desk={desk} />}
			{booth.tagline && <p>{booth.tagline}</p>}
			<div class="actions">
				<button type="button" class="button button--signal" onClick={() => desk.walkTo(booth)}>
					{words("booth.go")}
				</button>
				<button type="button" class="button" onClick={() => desk.jumpTo(booth)}>
					{words("booth.jump")}
				</button>
				{desk.booths.value.includes(booth.number) && (
					<button
						type="button"
						class="button"
						onClick={() => {
							desk.presenting.value = booth;
							desk.panel.value = "present";
							close();
						}}
					>
						{words("present.open")}
					</button>
				)}
				{booth.brochures > 0 && (
					<button type="button" class="button" onClick={() => desk.readBrochures(booth)}>
						{words("booth.brochures")}
					</button>
				)}
				{booth.exhibitor && (
					<a class="button button--quiet" href={desk.pageOf(booth)}>
						{words("booth.open")}
					</a>
				)}
			</div>
			{booth.products.length > 0 && (
				<>
					<h3 class="panel__subtitle">{words("booth.products")}</h3>
					<ul class="booth-card__products">
						{booth.products.map((product) => (
							<li key={product.id}>
								{/* Four small pictures: lazy loading waits for the next frame, which beside a 3D hall can be long away. */}
								{product.picture && (
									<img src={product.picture} alt="" width="160" height="120" decoding="sync" fetchPriority="high" />
								)}
								<span class="booth-card__product">
									<span>{product.name}</span>
									{product.model && (
										<button type="button" class="button button--small" onClick={() => desk.view(product)}>
											{words("booth.view")}
										</button>
									)}
									<SaveButton desk={desk} thing={savedAddress("products", String(product.id))} name={product.name} />
								</span>
							</li>
						))}
					</ul>
				</>
			)}
		</Panel>
	);
}
