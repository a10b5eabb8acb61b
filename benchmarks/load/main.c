// The load client as a program: options, then one command a line on standard input, one line of JSON for each answer.
//   open [FROM TO] · stat · run SECONDS RATE · watch SECONDS · drop KEEP · back KEEP SECONDS · storm SECONDS · quit
// Sockets are served while it waits for a command. When standard input ends, so does the program.
#include "load.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

struct options options = {
    .people = 1000, .in_flight = 200, .sources = 4, .ports = 1, .port = 9000, .path = "/", .width_cm = 10400,
    .depth_cm = 8400, .text_bytes = 200, .speakers = 1, .open_seconds = 120,
};
struct person *people;
struct counters counters;
bool measuring;

static void read_options(int count, char **words) {
    for (int i = 1; i + 1 < count; i += 2) {
        const char *name = words[i], *value = words[i + 1];
#define NUMBER(text, field)                                                                                            \
    if (!strcmp(name, text)) {                                                                                         \
        options.field = (uint32_t)strtoul(value, NULL, 10);                                                            \
        continue;                                                                                                      \
    }
#define TEXT(text, field)                                                                                              \
    if (!strcmp(name, text)) {                                                                                         \
        options.field = value;                                                                                         \
        continue;                                                                                                      \
    }
        NUMBER("--people", people)
        NUMBER("--first-number", first_number)
        NUMBER("--in-flight", in_flight)
        NUMBER("--sources", sources)
        NUMBER("--port", port)
        NUMBER("--ports", ports)
        NUMBER("--width-cm", width_cm)
        NUMBER("--depth-cm", depth_cm)
        NUMBER("--watchers", watchers)
        NUMBER("--text-bytes", text_bytes)
        NUMBER("--speakers", speakers)
        TEXT("--path", path)
        TEXT("--paths", paths)
        TEXT("--subprotocol", subprotocol)
        TEXT("--pass", pass_template)
        TEXT("--key", key)
        TEXT("--hall", hall)
        TEXT("--group", group)
        TEXT("--names", names)
        if (!strcmp(name, "--open-seconds")) {
            options.open_seconds = atof(value);
        } else if (!strcmp(name, "--wire")) {
            options.wire = *value == 'y' ? YUNZHAN : *value == 'c' ? COLYSEUS : PLAIN;
        } else if (!strncmp(name, "--hello-", 8) && options.hellos < 8) {
            options.hello_is_text[options.hellos] = !strcmp(name + 8, "text");
            options.hello[options.hellos++] = value;
        } else if (!strncmp(name, "--say-", 6)) {
            options.say_is_text = !strcmp(name + 6, "text");
            options.say = value;
        } else {
            fprintf(stderr, "unknown option %s\n", name);
            exit(2);
        }
    }
}

// Serves the sockets until a whole line has come; false at the end of the input.
static bool next_command(char *line, size_t size) {
    size_t length = 0;
    for (;;) {
        char letter;
        ssize_t got = read(STDIN_FILENO, &letter, 1);
        if (got == 0)
            return false;
        if (got < 0) {
            turn(20);
        } else if (letter == '\n') {
            line[length] = 0;
            return true;
        } else if (length + 1 < size) {
            line[length++] = letter;
        }
    }
}

static void obey(const char *line) {
    double first = 0, second = 0;
    char word[16] = "";
    sscanf(line, "%15s %lf %lf", word, &first, &second);
    if (!strcmp(word, "open")) {
        uint64_t began = now_ns();
        uint32_t to = second > 0 && second < options.people ? (uint32_t)second : options.people;
        bool all = open_everybody((uint32_t)first, to, options.open_seconds);
        printf("{\"event\":\"open\",\"all_in\":%s,\"seconds\":%.2f,", all ? "true" : "false",
               (double)(now_ns() - began) / 1e9);
        print_counters();
    } else if (!strcmp(word, "run") && options.width_cm && options.hall) {
        run_space(first, second);
    } else if (!strcmp(word, "run")) {
        run_group(first, second);
    } else if (!strcmp(word, "watch")) {
        run_group(first, 0);
    } else if (!strcmp(word, "drop")) {
        drop_members((uint32_t)first);
    } else if (!strcmp(word, "back")) {
        bring_back((uint32_t)first, second);
    } else if (!strcmp(word, "storm")) {
        weather_storm(first);
    } else {
        printf("{\"event\":\"%s\",", !strcmp(word, "stat") ? "stat" : "unknown");
        print_counters();
    }
}

int main(int count, char **words) {
    char line[256];
    struct rlimit limit;
    read_options(count, words);
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    people = calloc(options.people, sizeof *people);
    for (uint32_t i = 0; i < options.people; i++)
        people[i].node = (uint16_t)(i % options.ports);
    start_epoll();
    if (options.hall)
        start_space();
    fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    while (next_command(line, sizeof line) && strcmp(line, "quit"))
        obey(line);
    return 0;
}
