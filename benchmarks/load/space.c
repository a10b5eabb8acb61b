// A hall: everybody walks and sends their place at a steady rate; how old a place is when somebody else is told it.
// The yaw of a move is its number (0 to 255, at 10 Hz it comes round after 25 s), so that a record says which move it shows.
#include "load.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOVE = 0x50, WALK = 1 };
#define STEP_CM 4
#define RECORD 6
#define SPEED_CM 120.0
#define IDS 65536
#define NUMBERS 256
#define SETTLE_NS 300000000ull // this long after crossing into another cell, ages are counted apart
#define NEAR_CELLS 1 // so many cells away is near: told at every tick
#define MID_CELLS 2  // so many is in the next ring
#define DRAIN_SECONDS 1.5
#define LATE_NS 5000000ull
#define UNKNOWN -1

struct walker {
    double x, z, to_x, to_z;
    uint16_t id;
    uint8_t number;
    int16_t column, row;
    uint64_t crossed_at;
};
struct moves {
    uint64_t sent[NUMBERS];
    uint16_t x[NUMBERS], z[NUMBERS];
};

static struct walker *walkers;
static struct moves *moves;
static int32_t (*index_of)[IDS]; // by node: each has its own numbers for everybody
static int16_t *seen;     // watcher by walker: the number of the newest move that was seen
static uint8_t *was_near; // and whether it was near
static struct histogram near_sight, mid_age, far_age, far_sight, crossing_age, send_delay;
static uint64_t began, ends, records, wrong_place, unknown_id, late_sends;
static uint16_t cell_cm = 1024;
static uint8_t columns = 1;
static uint64_t chance_state = 88172645463325252ull;

static double chance(void) {
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (double)(chance_state >> 11) / 9007199254740992.0;
}

static bool watches(uint32_t index) {
    uint32_t every = options.watchers && options.watchers < options.people ? options.people / options.watchers : 1;
    return index % every == 0;
}

static void find_cell(struct walker *w) {
    int16_t column = (int16_t)(w->x / cell_cm), row = (int16_t)(w->z / cell_cm);
    if (column != w->column || row != w->row)
        w->crossed_at = now_ns();
    w->column = column;
    w->row = row;
}

void start_space(void) {
    walkers = calloc(options.people, sizeof *walkers);
    moves = calloc(options.people, sizeof *moves);
    seen = malloc((size_t)options.people * options.people * sizeof *seen);
    was_near = calloc(options.people, options.people);
    index_of = malloc(options.ports * sizeof *index_of);
    memset(index_of, 0xff, options.ports * sizeof *index_of); // UNKNOWN
    for (uint32_t i = 0; i < options.people; i++) {
        walkers[i].x = walkers[i].to_x = 1 + chance() * (options.width_cm - 2);
        walkers[i].z = walkers[i].to_z = 1 + chance() * (options.depth_cm - 2);
        if (options.wire != YUNZHAN)
            index_of[0][i] = (int32_t)i;
    }
}

void start_place(uint32_t index, uint16_t *x, uint16_t *z) {
    *x = (uint16_t)walkers[index].x;
    *z = (uint16_t)walkers[index].z;
}

void arrived(uint32_t index, uint16_t id, uint32_t who) {
    if (who < options.people)
        index_of[people[index].node][id] = (int32_t)who;
}

void placed(uint32_t index, uint16_t me, uint16_t x, uint16_t z, uint16_t cell, uint8_t across) {
    arrived(index, me, index);
    walkers[index].id = me;
    walkers[index].x = x;
    walkers[index].z = z;
    cell_cm = cell;
    columns = across;
}

static void step(struct walker *w, double seconds) {
    double dx = w->to_x - w->x, dz = w->to_z - w->z, left = hypot(dx, dz), way = SPEED_CM * seconds;
    if (left <= way) {
        w->to_x = 1 + chance() * (options.width_cm - 2);
        w->to_z = 1 + chance() * (options.depth_cm - 2);
        return step(w, seconds);
    }
    w->x += dx * way / left;
    w->z += dz * way / left;
    find_cell(w);
}

static void move(uint32_t index, double seconds) {
    struct walker *w = &walkers[index];
    uint8_t number = ++w->number;
    step(w, seconds);
    uint16_t x = (uint16_t)w->x, z = (uint16_t)w->z;
    uint8_t ours[8] = {MOVE, WALK, (uint8_t)x, (uint8_t)(x >> 8), (uint8_t)z, (uint8_t)(z >> 8), number, number};
    // Colyseus: ROOM_DATA, message type 1, then MessagePack [x, z, yaw]
    uint8_t theirs[12] = {13, 1, 0x93, 0xcd, (uint8_t)(x >> 8), (uint8_t)x, 0xcd, (uint8_t)(z >> 8), (uint8_t)z,
                          0xcc, number};
    moves[index].x[number] = x;
    moves[index].z[number] = z;
    moves[index].sent[number] = now_ns();
    if (people[index].state == OPEN)
        send_frame(&people[index], 2, options.wire == COLYSEUS ? theirs : ours, options.wire == COLYSEUS ? 11 : 8);
}

// A move of `from` was shown to `index`. In near cells every move counts, also one that a newer one has overtaken:
// it was seen when the newer one was.
static void sight(uint32_t index, uint32_t from, uint8_t number, int cells_away, bool is_settled, uint64_t now) {
    bool is_near = cells_away <= NEAR_CELLS;
    size_t pair = (size_t)index * options.people + from;
    int16_t last = seen[pair];
    bool stayed_near = is_near && was_near[pair];
    uint64_t sent = moves[from].sent[number];
    seen[pair] = number;
    was_near[pair] = is_near;
    if (!measuring || sent < began || last == number)
        return;
    records++;
    if (!is_settled || (is_near && !stayed_near)) {
        add_age(&crossing_age, now - sent);
        return;
    }
    if (!is_near && now < ends) // while all walk: what is shown after they stopped waited for its cell's turn
        add_age(cells_away <= MID_CELLS ? &mid_age : &far_age, now - sent);
    if (last == UNKNOWN) {
        if (is_near)
            add_age(&near_sight, now - sent);
        return;
    }
    for (uint8_t k = (uint8_t)(last + 1);; k++) {
        if (moves[from].sent[k] >= began)
            add_age(is_near ? &near_sight : &far_sight, now - moves[from].sent[k]);
        if (k == number)
            return;
    }
}

void see_places(uint32_t index, const uint8_t *message, size_t size) {
    if (!watches(index))
        return;
    const struct walker *me = &walkers[index];
    uint32_t cell = message[3] | (uint32_t)message[4] << 8;
    int across = abs((int)(cell % columns) - me->column), down = abs((int)(cell / columns) - me->row);
    int cells_away = across > down ? across : down;
    uint64_t now = now_ns();
    bool is_settled = now - me->crossed_at > SETTLE_NS;
    uint32_t left = cell % columns * cell_cm, top = cell / columns * cell_cm;
    for (size_t at = 5; at + RECORD <= size; at += RECORD) {
        const uint8_t *record = message + at;
        int32_t from = index_of[people[index].node][record[0] | record[1] << 8];
        if (from == UNKNOWN) {
            unknown_id++;
            continue;
        }
        if (record[5] != WALK) // where somebody entered, before the first move
            continue;
        const struct moves *m = &moves[from];
        uint8_t number = record[4];
        uint32_t x = (m->x[number] - left) / STEP_CM, z = (m->z[number] - top) / STEP_CM;
        if ((x > 255 ? 255 : x) != record[2] || (z > 255 ? 255 : z) != record[3])
            wrong_place++;
        sight(index, (uint32_t)from, number, cells_away, is_settled, now);
    }
}

static uint32_t packed(const uint8_t *message, size_t size, size_t *at) {
    uint8_t first = message[(*at)++];
    int bytes = first == 0xcc ? 1 : first == 0xcd ? 2 : first == 0xce ? 4 : 0;
    uint32_t value = bytes ? 0 : first;
    for (int i = 0; i < bytes && *at < size; i++)
        value |= (uint32_t)message[(*at)++] << 8 * i;
    return value;
}

// Colyseus' patch of a room: 255, an object's reference, then a byte for each field that changed, and the field.
// The references' numbers come from the server's own table (`names`), asked for after everybody is in.
void see_patch(uint32_t index, const uint8_t *message, size_t size) {
    enum { JOIN_ROOM = 10, PATCH = 15, X = 0, Z = 1, YAW = 2, ADD = 0x80, REFERENCE = 255 };
    static int32_t walker_of[IDS];
    static bool is_named;
    if (message[0] == JOIN_ROOM && !people[index].entered) {
        uint8_t answer = JOIN_ROOM;
        send_frame(&people[index], 2, &answer, 1);
        people[index].entered = 1;
        counters.entered++;
        return;
    }
    if (message[0] != PATCH || !measuring || !watches(index))
        return;
    if (!is_named) {
        size_t length;
        unsigned reference, number;
        int used;
        for (int i = 0; i < IDS; i++)
            walker_of[i] = UNKNOWN;
        for (char *at = slurp(options.names, &length); sscanf(at, "%u %u%n", &reference, &number, &used) == 2; at += used)
            walker_of[reference % IDS] = (int32_t)number;
        is_named = true;
    }
    uint64_t now = now_ns();
    int32_t from = UNKNOWN;
    int x = -1, z = -1;
    for (size_t at = 1; at < size;) {
        uint8_t operation = message[at++], field = operation & (uint8_t)~ADD;
        if (operation == REFERENCE) {
            from = walker_of[packed(message, size, &at) % IDS];
            x = z = -1;
        } else if (field == X || field == Z) {
            *(field == X ? &x : &z) = message[at] | message[at + 1] << 8;
            at += 2;
        } else if (field == YAW) {
            uint8_t number = message[at++];
            if (from == UNKNOWN) {
                unknown_id++;
                continue;
            }
            if ((x >= 0 && x != moves[from].x[number]) || (z >= 0 && z != moves[from].z[number]))
                wrong_place++;
            sight(index, (uint32_t)from, number, 0, true, now);
        } else {
            unknown_id++; // something else than a step: nothing after it can be read
            return;
        }
    }
}

static uint64_t not_seen_at_end(void) {
    uint64_t missing = 0;
    for (uint32_t i = 0; i < options.people; i++)
        for (uint32_t from = 0; watches(i) && from < options.people; from++)
            if (people[i].state == OPEN && people[from].state == OPEN)
                missing += seen[(size_t)i * options.people + from] != walkers[from].number;
    return missing;
}

// Everybody moves `rate` times a second, one after the other, evenly over the time between two ticks.
void run_space(double seconds, double rate) {
    clear_histogram(&near_sight);
    clear_histogram(&mid_age);
    clear_histogram(&far_age);
    clear_histogram(&far_sight);
    clear_histogram(&crossing_age);
    clear_histogram(&send_delay);
    clear_histogram(&rounds);
    memset(seen, 0xff, (size_t)options.people * options.people * sizeof *seen);
    records = wrong_place = unknown_id = late_sends = 0;
    struct counters start = counters;
    double cpu = cpu_seconds(), gap = 1e9 / rate;
    uint64_t sends = 0;
    began = now_ns();
    ends = began + (uint64_t)(seconds * 1e9);
    measuring = true;
    for (uint64_t now = began; now < ends; now = now_ns()) {
        uint64_t due;
        int burst = 0;
        while ((due = began + (uint64_t)(gap * ((double)sends / options.people))) <= now && burst++ < 64) {
            move((uint32_t)(sends++ % options.people), 1 / rate);
            uint64_t late = now_ns() - due;
            add_age(&send_delay, late);
            late_sends += late > LATE_NS;
        }
        turn_until(due);
    }
    double share = (cpu_seconds() - cpu) / seconds;
    struct counters stop = counters;
    for (uint64_t rest = now_ns() + (uint64_t)(DRAIN_SECONDS * 1e9); now_ns() < rest;)
        turn(5);
    measuring = false;
    printf("{\"event\":\"run\",\"seconds\":%.3f,\"moves\":%lu,\"late_moves\":%lu,\"records\":%lu,\"wrong_place\":%lu,"
           "\"unknown\":%lu,\"not_seen_at_end\":%lu,\"bytes_in\":%lu,\"messages_in\":%lu,\"client_core_share\":%.3f,",
           seconds, (unsigned long)sends, (unsigned long)late_sends, (unsigned long)records,
           (unsigned long)wrong_place, (unsigned long)unknown_id, (unsigned long)not_seen_at_end(),
           (unsigned long)(stop.bytes - start.bytes), (unsigned long)(stop.messages - start.messages), share);
    print_histogram("near_ms", &near_sight);
    print_histogram("mid_age_ms", &mid_age);
    print_histogram("far_age_ms", &far_age);
    print_histogram("far_ms", &far_sight);
    print_histogram("crossing_age_ms", &crossing_age);
    print_histogram("send_delay_ms", &send_delay);
    print_histogram("client_round_ms", &rounds);
    print_counters();
}
