"""What brings the urgent-help box and what never does, from both sides.

The two tables here were written before the rules were tuned; those in
test_urgency_again.py after, to see how the rules do on wordings they have not met. Of
those, so many were right at first, each set being mended before the next was written:

    first fresh set    42 of 75 urgent,  96 of  99 ordinary
    second             43 of 70 urgent, 110 of 114 ordinary
    third              45 of 70 urgent,  96 of  99 ordinary
    fourth             47 of 65 urgent,  68 of  71 ordinary
    fifth              42 of 50 urgent,  48 of  50 ordinary

The misses were mended by rules for what they have in common. Expect the rules to miss
one in five of the wordings of danger that nobody foresaw: the box is one door among
others, never the only one.
"""

import pytest

from localoffer.question.harm import urgent_language
from localoffer.question.lexicon import Lexicon
from tests.wordings import wordings

URGENT = wordings(
    """
my son says he wants to die | she said she wants to be dead
he keeps telling me hes going to jump out the window
daughter tried to jump off the car park | my boy ran into the road on purpose
he runs out in front of cars deliberately when upset | she wants to get run over
hes 8 and says he should be dead
my child told her teacher she wishes she was never born and wants to die
i want to kill myself | thinking of ending it all | dont want to wake up tomorrow
i cant see any point in living | my 14 yr old has written a goodbye note
found a suicide note in her room | he googled how to kill yourself
she has been looking up ways to die | googling how many paracetamol kills you
daughter has taken a load of tablets | he swallowed his ADHD meds all of them
my toddler ate my blood pressure pills | she drank bleach
swallowed a button battery what do i do | took an over dose | i think shes overdosed
found blades hidden under her pillow | razor blades in his school bag
taking sharpeners apart to cut her self | my daughter has cut her arms again
hes scratching his arms with a compass till they bleed
blood all over her sleeve shes been cutting | burns himself with a lighter
self harming at 11 | my son is hurting himself | she is hurting her self every nite
he tied a cord around his neck
put a bag over his head said he wanted to stop breathing
she tried to strangle herself with a phone charger | he was strangling his brother
my son had his hands round my throat | he is choking | baby choking on food now
shes having a fit and it wont stop | seizure has lasted 10 minutes
hes been fitting for ages and wont come round | he isnt breathing
she collapsed and wont wake up | cant wake him up | lips have gone blue | unconsious
bleeding wont stop | smashed the tv and threw it at the baby
he threw a chair at his baby sister | son threw a knife at me | pulled a knife on me
he came at me with scissors | daughter has got a knife and is threatening us
hes threatening his sister with a hammer | scared he will kill his sister
im scared hes going to really hurt the baby
im frightened he will seriously hurt someone
worried she is going to hurt her little brother badly | im going to hurt him
i nearly hurt my child | scared i might do something to the baby
i feel like hitting her im so angry and i cant stop | i am going to lose it with him
im about to snap | i shook the baby | he says he will stab me in my sleep
my son said he wants to kill me | threatened to burn the house down
trying to set fire to the house | he is smashing up the house right now
attacking me right now | hes kicking off and we are locked in the bathroom
he has locked us in and we are scared | my teenager is beating me up
he punched me in the face and broke my nose | my 15 year old pushed me down the stairs
she tried to push her brother out the window | partner is beating the kids
my husband hits me in front of the children
my ex is outside and says hes going to kill us | my boyfriend strangled me last night
he hit the baby | someone is hurting my child at respite
my son says grandad touches him | she told me her uncle does things to her
he said a man touched his private parts | my daughter says she has been raped
my child told me hes being abused | i think my nephew is being beaten
the carer hit my son | an older boy made her do sexual things
someone online is asking my daughter for nudes and threatening her
she is being groomed by a man online | my son is missing
hes not come home and its dark | she has run off and we cant find her
cant find my autistic son hes gone | daughter ran away last night
he left school and nobody knows where he is | child missing what do i do
my son has disappeared | cant do this any more | i just cant do it anymore im done
i cant cope | we are not coping | not coping at all pls help | at breaking point
im at breaking piont | reached breaking point with my son | at the end of my tether
i have reached the end | ive had enough i want to walk out
im going to walk out and leave them
i feel like walking out the door and not coming back | i want to run away from my kids
i cannot go on like this | i cant take it anymore | mum on the edge | having a breakdown
i am broken i cant go on | cant look after him any more please take him
i want to put my son into care | nobody is listening and i cant keep her safe
cant keep us all safe | scared for my own safety | we are not safe in our own home
i dont feel safe with my son | scared of my own son | i feel unsafe tonight
someone please help me now | need help right now | need somebody tonight
help us its an emergency | mental health crisis | my son is in crisis
need the crisis team | who do i ring shes suicidal | suicidal teenager | feeling sucidal
having suicidial thoughts | suiciadal | my daughter talks about dying all the time
he says nobody would miss him if he died | says everyone would be better off without him
she says whats the point of being alive | he doesnt want to be here any more
my son says he hates his life and wants to end it
says he wants to go to heaven to be with nan and not come back | he asked me to kill him
wants to kil him self | wants tokill herself | wanttodie | i wanna die
hes saying his gonna end it tonite | he climbed on the roof and wont come down
shes on the bridge | standing on the edge of the platform
hanging from the bannister by his dressing gown cord
shes hearing voices telling her to hurt people | voices in his head say kill
hes seeing things and thinks we want to kill him | drinking herself unconscious
hes taken drugs and is not responding | my baby is limp and grey
shes got a knife to her wrist | she locked herself in with the tablets
he ties things round his neck | he keeps trying to choke himself
my son hurt himself badly and needs stitches
kicked out tonight nowhere to sleep with the kids | we are homeless tonight
im a mum and im scared i will hurt my baby | i have thoughts about harming my baby
i dont want to be alive | i want it all to stop i want to be dead
me and my son would be better off dead | hi im 15 and i cut myself
im 13 and my dad hits me | i am being hurt at home
im a teenager and i want to end my life
"""
)

ORDINARY = wordings(
    """
speech therapist for my 3 year old | homework will be the death of us
dying for a break | my back is killing me from lifting him | my feet are killing me
this waiting list is killing me | how to kill time at half term
school holidays clubs to kill boredom | cut off from benefits
our benefits have been cut | funding cuts to special schools
drop dead gorgeous costume hire | jump on a trampoline
trampoline park sessions he loves to jump | jumping off the sofa all day
he jumps off the furniture sensory seeking
suicide prevention training course for staff | self harm leaflet for school staff
self harm policy for schools | training for teachers about self harm
mental health first aid course | hanging upside down all day
likes hanging upside down from the monkey bars | somewhere to hang out with friends
hang on to my dla | collects die cast cars | tie dyeing workshop | dyeing hair sensory
overdose of chocolate at easter | bleeding expensive nursery | carer burn out
parent burnout support | threw a tantrum in tesco
throws a wobbly when we leave the park | hit me with the forms
hits me when hes cross what can i do | hes violent sometimes what courses are there
bites and hits other children at nursery | struck off the list
shooting hoops wheelchair basketball | shoot an email to the senco | driving me crazy
driving me mad with the noise | dead end with the council | dead tired
dead good swimming pool | breaking point of the wheelchair
wheelchair broke where to mend it | so fed up | so fed up of fighting the school
in tears every morning | crying at school gates every day | i hate this school
she hates school | he hates himself for being dyslexic | my son has no friends
im exhausted | shattered and need a rest | really struggling with my sons sleep
struggling at school with maths | finding it hard | at my wits end with the council
sick of waiting | had enough of the phone queue | school refusal
refuses to go to school | he wont go in | anxious about school
panic attacks before school | depressed teenager counselling | low mood | feeling low
feeling lonely single parent | anger issues | anger management for 9 year old
meltdowns | massive meltdowns after school | head banging toddler
banging his head on the floor | picks her skin | chews his sleeves
bites his hands when excited | aggressive behaviour course for parents
challenging behaviour | smashed his tablet can i get a new one
smashed it at his swimming lesson | broke his glasses again | threw up on the bus
vomits after feeding | has a fit when we brush his teeth | epilepsy nurse
epilepsy training for school | fits into year 7 | does he fit the criteria
keeping fit for disabled teens | seizures at night monitor
first aid course for parents choking | choking hazard toys
dysphagia choking on lumps referral to salt | cant swallow tablets | tablets for adhd
how do i get him to take his tablets | melatonin tablets | medication at school
tablet for communication | ipad tablet grant | is calpol free on prescription
knife and fork skills | cannot use a knife and fork | adapted cutlery
cooking course with knives for teenagers | scissors for left handed | cutting skills
cutting with scissors year 1 | haircut for autistic boy | cutting toenails
cant cope with noise | he cant cope with change | my son cant cope at school
cannot cope with crowds | not coping in mainstream | cant cope with maths
not coping with year 7 | school cant cope with him | i cant do the online form
cant do his laces | cant do this form | cant take him on the bus | we cant go on holiday
cant go on the school trip | he wont go on the bus | cant find the form
cant find a nursery place | lost his bus pass | my daughters hearing aid is missing
missing school a lot | missed appointment | missing out on activities | misses his dad
run away with ideas | run a club for disabled kids | running club
runs into road no sense of danger | no road sense | no awareness of danger
stranger danger lessons | danger of losing his school place
in danger of being excluded | at risk of exclusion | at risk of falling behind
road safety | safe space bed | safety harness for the car | online safety
safe place to play | is the playground safe | stair gate for older child
window locks for flat | window restrictors for disabled child | bridge club
bridges group milton keynes | train to london with wheelchair
travel training bus and train | platform lift | roof box | end of year 11 what next
end of reception | ending the ehcp | end his plan | want to end the ehcp
ending respite | end of term | end of my contract carers allowance | life skills
life after school | quality of life | end of life care | hospice
life limiting condition | my mum died | child asking about death
his grandad died last week | how to explain death to autistic child
dog died and she is heartbroken | grief | pet bereavement | dead battery hearing aid
battery for hearing aids | toilet block smells like bleach | bleach allergy
swimming pool chlorine | poison ivy | poisoned by the headteacher against us
abuse of power by the council | complain about council | abuse | safeguarding training
safeguarding lead at school | domestic abuse support | who is the dsl | report a pothole
missing bin collection | emergency contact card | emergency hospital passport for autism
emergency dentist | emergency school place | urgent dentist
urgent help with ehcp deadline | out of hours pharmacy
i need help with forms by tonight | need help with dla form
need help now with school uniform | whats on tonight | whats on now | football tonight
break in the holidays | breaking up from school when | breakdown of costs
breakdown cover motability car | car broke down motability
communication breakdown with the senco | relationship breakdown mediation
walk out of assembly | he walks out of class | walking frame
leave them at the holiday club | lose weight | lose his temper
losing his place at school | loses it at school when told no
lost it when his routine changed | snap cards | snapped his glasses | edge of care team
cutting edge technology | on the edge of my seat waiting for results
strangled by red tape | choked up at his assembly | attack of nerves before exams
asthma attack plan for school | hay fever attack | heart attack dad needs carers help
beaten by his friend at chess | beat the queue | beating drums music therapy
killer whales show | skill swap | kill two birds with one stone | stabilisers for bike
stab in the dark which team deals with this | gun dog therapy | laser tag shooting party
nerf gun birthday party | fire station visit | fireworks noise
burnt his hand last year scar clinic | burn calories | scar treatment | hurt feelings
friends hurt her feelings | sports injury physio | hurts when he walks orthotics
tummy hurts every school morning | his ears hurt | hurting financially | harm reduction
digital harm talk for parents | touch typing | touched by your kindness
touch pool at the aquarium | hates being touched | doesnt like being touched
sensitive to touch | bullied at school | being hit at school by other kids
called names | grooming anxiety dog | hair grooming | dog groomer
dont want to live in milton keynes any more | want to live near the school
where can adults with autism live | living with adhd | living skills
doesnt want to be here at nursery | wish you were here postcards
better off in a special school | better off with pip or dla
would we be better off on universal credit | i want to disappear into a good book
had enough of school trips | voices in choir | finding her voice speech group
hearing test | unresponsive to name | school not responding to emails
council unresponsive | school is unresponsive | crisis loan
household support fund crisis payment | debt crisis | cost of living
toilet training crisis | crisps only eats crisps | slept in my bed all night what next
homeless shelter volunteering | homelessness advice | moving house | evicted next month
can i get 999 texts | 999 day at the fire station | gas and electric help
trains obsession | shes drop dead brilliant at art | hes dying to start football
dying to see the new pool | i could murder a cup of tea | murder mystery youth group
bloody hell the forms | hell of a wait | shot of insulin at school | flu jab
scared of needles | scared of dogs | scared of the dark | scared of the dentist
frightened of hand dryers | im scared about secondary school | worried about my son
worried sick about transition | worried he will fail | afraid of water
worried she will hurt her knee at gymnastics
"""
)


def test_the_tables_are_long_and_say_nothing_twice() -> None:
    assert len(set(URGENT)) == len(URGENT) >= 150
    assert len(set(ORDINARY)) == len(ORDINARY) >= 200


@pytest.mark.parametrize("text", URGENT)
def test_words_of_harm_are_urgent(lexicon: Lexicon, text: str) -> None:
    assert urgent_language(text, lexicon) == "en"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_not(lexicon: Lexicon, text: str) -> None:
    assert urgent_language(text, lexicon) is None
