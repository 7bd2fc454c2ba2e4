"""Notes and assessment texts of officers, written for this project. They are about no real person."""

ATTENDED = (
    "Attended on time and engaged well. We went through the last fortnight and agreed what to work on next.",
    "Attended. Housing is settled for now; the benefit claim is in. Next steps agreed.",
    "Seen in the office. Spoke openly about drinking less; has kept away from the old group of friends.",
    "Attended. We looked at what led up to the offence and what could be done differently next time.",
    "Attended with a support worker. Appointment letters are to be sent in large print from now on.",
    "Attended late because of the bus, told us beforehand. Started the workbook on managing emotions.",
    "Attended. Has an interview at a warehouse on Thursday; asked for a later time next week.",
)
MISSED = (
    "Did not attend and did not call. Rang the mobile, no answer; text message sent.",
    "Did not attend. No contact by the end of the day.",
    "Failed to attend; said on the phone that the appointment had been forgotten.",
)
EXCUSED = (
    "Rang this morning: unwell. Will bring a note from the GP.",
    "Called in: a shift at work was changed at short notice. Evidence seen.",
    "Rang: childcare fell through. A new time was agreed.",
)
CALLS = (
    ("CTOA", "Rang to ask what time to come in"),
    ("CTOB", "Rang to remind of the next appointment"),
    ("CTOB", "Rang about the housing application"),
    ("CMOB", "Text sent: reminder of the appointment"),
    ("CMOA", "Text received: running ten minutes late"),
    ("CLOB", "Letter sent: appointment details"),
    ("CIEA", "Email from the substance misuse service about attendance"),
    ("CIEB", "Update sent to the local authority's housing team"),
    ("CIZZ", "Checked with the police: nothing new recorded"),
    ("CRCO", "Case reviewed before supervision"),
)
WHO_IS_AT_RISK = (
    "Members of the public in town centres at night, and door staff.",
    "A former partner and any future partner. Their children when they are in the home.",
    "Shop staff and members of the public who step in.",
    "People living in the same shared house, mostly men of the same age.",
)
NATURE_OF_RISK = (
    "Physical assault with fists and feet, causing injury that needs treatment.",
    "Threats, controlling behaviour and assault within the relationship.",
    "Verbal abuse and threats when challenged; once with a weapon within reach.",
    "Fear and distress through intimidation; the risk of injury is lower.",
)
GREATEST_RISK = (
    "When drinking heavily, in company, at weekends. The risk is not immediate while sober.",
    "When the relationship is ending or contact with the children is refused.",
    "When in debt to others, without a settled address and using drugs daily.",
    "In the weeks after release, before housing and benefits are in place.",
)
INCREASES_RISK = (
    "Drinking, loss of housing, contact with earlier associates, not taking medication.",
    "Arguments about contact, jealousy, time without work or structure.",
)
REDUCES_RISK = (
    "Work, the support of a sister, keeping appointments with the alcohol service, the restraining order.",
    "Settled housing, a mentor, completing the programme, being seen weekly.",
)
SELF_HARM = "Cut the arms twice in the last two years when very low; says so openly and asks for help."
SUICIDE = "An overdose three years ago. No plans now; the GP and a sister know the warning signs."
VULNERABILITY = "Others have used the flat to deal from. Finds it hard to say no."
HOSTEL = "Has been bullied in shared housing before and left without telling anybody."
