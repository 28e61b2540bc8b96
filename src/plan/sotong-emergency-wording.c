/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-emergency-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "util/sotong-text.h"

/*
 * What goes out is in the language of who reads it, not of who sits at the program: these words are
 * not translated with it. The blanks stand after a colon or by themselves, so that no Korean particle has
 * to fit what is filled in.
 */

struct _SotongEmergencyWording
{
  const char *kind;
  const char *label;         /* N_() */
  const char *korean;        /* what it is called in what goes out */
  const char *english;
  const char *advice_korean; /* what always holds for the kind */
  const char *advice_english;
  gboolean    shelter;       /* people are sent somewhere */
};

static const SotongEmergencyWording wordings[] = {
  { "heavy-rain", N_("Heavy rain"), "호우", "Heavy rain",
    "하천변·지하차도·반지하 등 침수 위험 지역에는 접근하지 마십시오.",
    "Keep away from rivers, underpasses and basements that may flood.", TRUE },
  { "heavy-snow", N_("Heavy snow"), "대설", "Heavy snow",
    "대중교통을 이용하시고, 빙판길과 지붕에서 떨어지는 눈에 주의하십시오.",
    "Use public transport, and beware of icy roads and of snow falling from roofs.", FALSE },
  { "heat", N_("Heat wave"), "폭염", "Heat wave",
    "한낮의 야외 활동을 피하고 물을 자주 마시며, 어르신과 어린이의 안부를 확인해 주십시오.",
    "Stay indoors at midday, drink water often, and look after children and the elderly.", TRUE },
  { "earthquake", N_("Earthquake"), "지진", "Earthquake",
    "흔들림이 멈추면 계단으로 건물 밖 넓은 곳으로 대피하고, 승강기는 이용하지 마십시오.",
    "When the shaking stops, take the stairs to an open place outside. Do not use lifts.", TRUE },
  { "fire", N_("Fire"), "화재", "Fire",
    "연기를 피해 낮은 자세로 대피하고, 주변 도로는 소방차를 위해 비워 주십시오.",
    "Stay low to avoid smoke, leave the area, and keep the roads free for fire engines.", TRUE },
  { "outage", N_("Power, water or network outage"), "단전·단수·통신 장애", "Outage",
    "복구될 때까지 불편하시더라도 안내에 따라 주십시오.",
    "Please follow the directions until service is restored.", FALSE },
  { "infection", N_("Infectious disease"), "감염병", "Infectious disease",
    "손을 자주 씻고, 발열 등 증상이 있으면 외출을 삼가고 보건소나 1339로 문의하십시오.",
    "Wash your hands often. With a fever or other symptoms stay at home and call 1339 or the public health centre.", FALSE },
  { "other", N_("Other emergency"), "재난", "Emergency",
    "안내에 따라 안전하게 행동해 주십시오.", "Please stay safe and follow the directions.", FALSE },
};

static const struct {
  const char *name;
  const char *label;    /* N_() */
  const char *korean;
  const char *english;
} fields_of[SOTONG_N_EMERGENCY_FIELDS] = {
  { "what", N_("What happened"), "상황", "What" },
  { "where", N_("Where"), "장소", "Where" },
  { "when", N_("When"), "일시", "When" },
  { "do", N_("What to do"), "행동요령", "What to do" },
  { "shelter", N_("Shelter"), "대피 장소", "Shelter" },
};

/**
 * sotong_emergency_field_get_name:
 * @field: a blank
 *
 * Returns: its name on the command line
 */
const char *
sotong_emergency_field_get_name (SotongEmergencyField field)
{
  return fields_of[field].name;
}

/**
 * sotong_emergency_field_get_label:
 * @field: a blank
 *
 * Returns: what it is called, translated
 */
const char *
sotong_emergency_field_get_label (SotongEmergencyField field)
{
  return _(fields_of[field].label);
}

/**
 * sotong_emergency_wording_get_nth:
 * @i: from 0
 *
 * Returns: (nullable): the wording, or %NULL after the last
 */
const SotongEmergencyWording *
sotong_emergency_wording_get_nth (guint i)
{
  return i < G_N_ELEMENTS (wordings) ? &wordings[i] : NULL;
}

/**
 * sotong_emergency_wording_get:
 * @kind: (nullable): a kind's name
 *
 * Returns: (nullable): its wording, or %NULL when there is no such kind
 */
const SotongEmergencyWording *
sotong_emergency_wording_get (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wordings); i++)
    {
      if (g_strcmp0 (wordings[i].kind, kind) == 0)
        return &wordings[i];
    }
  return NULL;
}

const char *
sotong_emergency_wording_get_kind (const SotongEmergencyWording *self)
{
  return self->kind;
}

/**
 * sotong_emergency_wording_get_label:
 * @self: a wording
 *
 * Returns: what the kind is called, translated
 */
const char *
sotong_emergency_wording_get_label (const SotongEmergencyWording *self)
{
  return _(self->label);
}

/**
 * sotong_emergency_wording_needs:
 * @self: a wording
 * @field: a blank
 *
 * Returns: whether nothing may go out without it
 */
gboolean
sotong_emergency_wording_needs (const SotongEmergencyWording *self,
                                SotongEmergencyField          field)
{
  return field != SOTONG_EMERGENCY_SHELTER || self->shelter;
}

/**
 * sotong_emergency_wording_find_missing:
 * @self: a wording
 * @fields: what stands in each blank, by #SotongEmergencyField; %NULL for nothing
 *
 * Returns: the first blank that must be filled and is not, or -1
 */
int
sotong_emergency_wording_find_missing (const SotongEmergencyWording *self,
                                       const char * const           *fields)
{
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    {
      if (sotong_emergency_wording_needs (self, (SotongEmergencyField) i) && (fields[i] == NULL || sotong_text_is_blank (fields[i])))
        return i;
    }
  return -1;
}

static gboolean
has (const char * const   *fields,
     SotongEmergencyField  field)
{
  return fields[field] != NULL && !sotong_text_is_blank (fields[field]);
}

/**
 * sotong_emergency_wording_title:
 * @self: a wording
 * @korean: in Korean, else in English
 * @fields: what stands in each blank; those that are needed are filled
 *
 * Returns: (transfer full): the title of what goes out
 */
char *
sotong_emergency_wording_title (const SotongEmergencyWording *self,
                                gboolean                      korean,
                                const char * const           *fields)
{
  return korean ? g_strdup_printf ("[긴급] %s: %s", self->korean, fields[SOTONG_EMERGENCY_WHAT])
                : g_strdup_printf ("[Emergency] %s: %s", self->english, fields[SOTONG_EMERGENCY_WHAT]);
}

/* All in one paragraph, without what always holds. */
static char *
write_brief (const SotongEmergencyWording *self,
             gboolean                      korean,
             const char * const           *fields)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, korean ? "[긴급·%s] %s" : "[%s] %s", korean ? self->korean : self->english, fields[SOTONG_EMERGENCY_WHAT]);
  g_string_append_printf (text, " / %s / %s / %s", fields[SOTONG_EMERGENCY_WHERE], fields[SOTONG_EMERGENCY_WHEN], fields[SOTONG_EMERGENCY_DO]);
  if (has (fields, SOTONG_EMERGENCY_SHELTER))
    g_string_append_printf (text, korean ? " / 대피: %s" : " / Shelter: %s", fields[SOTONG_EMERGENCY_SHELTER]);
  return g_string_free (text, FALSE);
}

/**
 * sotong_emergency_wording_write:
 * @self: a wording
 * @korean: in Korean, else in English
 * @brief: the short form
 * @fields: what stands in each blank; those that are needed are filled
 *
 * Returns: (transfer full): the text
 */
char *
sotong_emergency_wording_write (const SotongEmergencyWording *self,
                                gboolean                      korean,
                                gboolean                      brief,
                                const char * const           *fields)
{
  GString *text;

  if (brief)
    return write_brief (self, korean, fields);
  text = g_string_new (NULL);
  g_string_printf (text, korean ? "[긴급] %s 안내\n\n" : "[Emergency] %s\n\n", korean ? self->korean : self->english);
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    {
      if (has (fields, (SotongEmergencyField) i))
        g_string_append_printf (text, "■ %s: %s\n", korean ? fields_of[i].korean : fields_of[i].english, fields[i]);
    }
  g_string_append_printf (text, "\n%s", korean ? self->advice_korean : self->advice_english);
  g_string_append (text, korean ? "\n위급할 때는 119로 신고해 주십시오." : "\nIn danger, call 119.");
  return g_string_free (text, FALSE);
}

/* What stands after the label in a long form; a value may have several lines. */
static char *
read_field (const char           *text,
            gboolean              korean,
            SotongEmergencyField  field)
{
  g_autofree char *label = g_strdup_printf ("\n■ %s: ", korean ? fields_of[field].korean : fields_of[field].english);
  const char *start = strstr (text, label), *end, *last;

  if (start == NULL)
    return NULL;
  start += strlen (label);
  end = strstr (start, "\n■ ");
  last = strstr (start, "\n\n");
  if (end == NULL || (last != NULL && last < end))
    end = last;
  return end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
}

/**
 * sotong_emergency_wording_read:
 * @text: what sotong_emergency_wording_write() wrote as the long form
 * @out_korean: (out): whether it is in Korean
 * @out_fields: (out caller-allocates) (array fixed-size=5): what stands in each blank, %NULL for nothing;
 *   to be freed by the caller
 *
 * Finds again what was filled in, so that a message that was composed can be changed.
 *
 * Returns: whether it is such a text
 */
gboolean
sotong_emergency_wording_read (const char  *text,
                               gboolean    *out_korean,
                               char       **out_fields)
{
  gboolean any = FALSE;

  *out_korean = g_str_has_prefix (text, "[긴급]");
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    {
      out_fields[i] = read_field (text, *out_korean, (SotongEmergencyField) i);
      any |= out_fields[i] != NULL;
    }
  return any;
}
