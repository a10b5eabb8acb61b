// The entry of the 3D page. What happens at its door is doorway.tsx; the hall is loaded later.
import "../styles/hall.css";
import "../styles/panels.css";
import { openDoor } from "./doorway";

openDoor(document);
