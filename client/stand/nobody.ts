// Stands in for scene/people on the stand while there is none: nobody.
const nothing = () => undefined;
export const createCrowd = async () => ({ attach: nothing, update: nothing, pick: () => null, say: nothing, setQuality: nothing, destroy: nothing });
