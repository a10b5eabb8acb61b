// The entry of every page: keeps the count of people fresh. It must never load three.js.
import "../styles/main.css";
import { readPageData } from "./page-data";
import { keepPresenceFresh } from "./presence-counter";

const page = readPageData(document);
if (page?.fair) keepPresenceFresh(document, `${page.api}live/presence?fair=${encodeURIComponent(page.fair.slug)}`);
